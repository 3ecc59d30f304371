// Where a report links to: the run's page and VS Code, or the CI job that has the run. A report in a file lies on the machine of its run; one that is printed
// or copied is read who knows where, and the paths of this machine are nobody's business there.

import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runLink } from '../../shared/runs/runLink';
import { testAddress } from '../../shared/runs/testAddress';
import { isFileInside } from '../files/insideFolder';
import { urlPart } from '../../shared/text/urlPart';
import { runFiles } from '../runFolder/runFolderPaths';
import type { ReportedRun } from './reportedRun';

/** Addresses as Markdown takes them. */
export interface ReportLinks {
  /** The page of the run for reviewers; null where there is none, or it would not be found. */
  page: string | null;
  tests(model: string): string | null;
  /** Of one test: on the page, and in VS Code. */
  test(place: { model: string; index: number }): { page: string | null; vsCode: string | null };
  vsCode: string | null;
}

export function reportLinks({ runDirectory, link, reportFile }: ReportedRun): ReportLinks {
  const isNear = reportFile !== undefined && link === undefined;
  const page = isNear ? pageAddress(runDirectory, reportFile) : null;
  const onPage = (hash: string): string | null => (page === null ? null : asLink(page + hash));
  const inVsCode = (test: { model: string; index: number } | null): string | null =>
    isNear ? asLink(runLink({ runDirectory, test })) : null;
  return {
    page: onPage(''),
    tests: (model) => onPage(`#tests?model=${urlPart(model)}`),
    test: (place) => ({ page: onPage(testAddress(place)), vsCode: inVsCode(place) }),
    vsCode: inVsCode(null),
  };
}

/** From the folder of the report; whole where no way leads there, as from one drive of Windows to another. */
function pageAddress(runDirectory: string, reportFile: string): string | null {
  if (!isFileInside(runDirectory, runFiles.reviewPage)) return null;
  const page = join(runDirectory, runFiles.reviewPage);
  const way = relative(dirname(reportFile), page);
  return isAbsolute(way) ? pathToFileURL(page).href : way.split(sep).map(urlPart).join('/');
}

/** Signs that could end a link are written as URLs write them. */
export function asLink(address: string): string {
  return address.replace(/[()<>\s\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
