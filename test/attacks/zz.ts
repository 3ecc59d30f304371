import { Tally } from '../faults/tally';
import { boundAttacks, folderJobs, tryFolder } from './folderAttacks';
const tally = new Tally('claims of run folders');
for (const attack of boundAttacks) for (const job of folderJobs) tally.count(`${job.name} ${attack.name}`, await tryFolder(attack, job));
tally.print();
