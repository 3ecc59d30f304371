// The entry of the review page's script: the page of a run folder that opens from disk, without VS Code.

import { IsbReview } from './isb-review';
import { followSystemTheme } from '../kit/pageThemes';
import { startPage } from '../kit/startPage';
import { takePieces } from './reviewPieces';

followSystemTheme();
takePieces();
startPage();
for (const review of document.querySelectorAll('isb-review')) if (review instanceof IsbReview) void review.open();
