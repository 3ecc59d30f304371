// The entry of the script of the pages that open from disk, without VS Code: the page of a run folder, and that of a folder of runs.

import { IsbReview } from './isb-review';
import { followSystemTheme } from '../kit/pageThemes';
import { startPage } from '../kit/startPage';
import { IsbRunsOverview } from '../overview/isb-runs-overview';
import { openRunsPage } from './openRunsPage';
import { takePieces } from './reviewPieces';

followSystemTheme();
takePieces();
startPage();
for (const review of document.querySelectorAll('isb-review')) if (review instanceof IsbReview) void review.open();
for (const page of document.querySelectorAll('isb-runs-overview'))
  if (page instanceof IsbRunsOverview) void openRunsPage(page);
