// Disks that fail under a run: each is an ext4 of its own in a file, so that what becomes of it is what becomes of real ones. Its power goes
// (the file system is shut down with nothing more written, as file systems are tested, and its journal is replayed), it turns read-only after a
// fault, or it is full. Needs Linux and root; `npm run test:faults` starts this in a mount namespace of its own, which takes the disks with it.
// Use: tsx test/faults/tryDisks.ts power cuts, read-only disks, full disks

import { execFileSync, spawnSync } from 'node:child_process';
import { statfsSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { cutBenchmark, faultsAfterCut, longestMs, onlyRun, runProgram, toldOf } from './cutRun';
import { Tally } from './tally';

interface DiskFault {
  name: string;
  megabytes: number;
  /** Before the run. */
  prepare(disk: string): Promise<void>;
  /** In the middle of it. */
  befall(disk: string): void;
  /** What the program says of it. */
  says: RegExp;
  /** After it, when the disk is there again. */
  mend(disk: string): Promise<void>;
}

const nothing = (): Promise<void> => Promise.resolve();

const faults: readonly DiskFault[] = [
  {
    name: 'power cuts of a disk',
    megabytes: 64,
    prepare: nothing,
    befall: shutDown,
    says: /The run stopped: the disk reports a fault.*resume|No run folder could be made.*the disk reports a fault.*Nothing was sent/s,
    mend: nothing,
  },
  {
    name: 'disks that turn read-only',
    megabytes: 64,
    prepare: nothing,
    befall: turnReadOnly,
    says: /The run stopped: the disk (can only be read|reports a fault).*resume|No run folder could be made.*the disk can only be read.*Nothing was sent/s,
    mend: nothing,
  },
  {
    name: 'disks that are full',
    megabytes: 8,
    prepare: (disk) =>
      writeFile(join(disk, 'filler'), Buffer.alloc(spaceOf(disk) - Math.floor(Math.random() * 400_000))),
    befall: () => undefined,
    says: /the disk is full/,
    mend: (disk) => rm(join(disk, 'filler')),
  },
];

const counts = process.argv.slice(2).map(Number);
for (const [at, fault] of faults.entries()) {
  const tally = new Tally(fault.name);
  let told = 0;
  for (let number = 1; number <= (counts[at] ?? 0); number++) {
    const tried = await tryDisk(fault);
    told += tried.told;
    tally.count(`number ${number}`, tried.faults);
  }
  if ((counts[at] ?? 0) > 0) tally.print(`; ${told} tests were shown before`);
}

async function tryDisk(fault: DiskFault): Promise<{ told: number; faults: string[] }> {
  const ground = await mkdtemp(join(tmpdir(), 'isb-disk-'));
  const [image, disk] = [join(ground, 'image'), join(ground, 'disk')];
  await mkdir(disk);
  await writeFile(image, '');
  await truncate(image, fault.megabytes * 2 ** 20);
  execFileSync('mkfs.ext4', ['-q', '-m', '0', image]);
  mount(image, disk);
  try {
    await writeFile(join(ground, 'cut.yaml'), cutBenchmark());
    await fault.prepare(disk);
    let timer: NodeJS.Timeout | undefined;
    const { code, said } = await runProgram(ground, ['run', 'cut.yaml', '--out', 'disk/runs', '--allow-errors'], {
      onBegun: () => (timer = setTimeout(() => fault.befall(disk), Math.random() * longestMs)),
    });
    clearTimeout(timer);
    execFileSync('umount', [disk]);
    check(image);
    mount(image, disk);
    await fault.mend(disk);
    await age(join(disk, 'runs'));
    const found =
      code === 0 || fault.says.test(said) ? [] : [`the program ended with ${code} and said ${said.slice(-300)}`];
    found.push(...(await faultsAfterCut(ground, await onlyRun(join(disk, 'runs')), said)));
    return { told: toldOf(said), faults: found };
  } finally {
    execFileSync('umount', [disk]);
    await rm(ground, { recursive: true });
  }
}

function mount(image: string, disk: string): void {
  execFileSync('mount', ['-o', 'loop,errors=remount-ro', image, disk]);
}

/** As a machine does when it starts: replays the journal and mends what is left. */
function check(image: string): void {
  const { status, stdout } = spawnSync('e2fsck', ['-p', image], { encoding: 'utf8' });
  // 1: something was mended.
  if (status !== 0 && status !== 1) throw new Error(`e2fsck ended with ${status}: ${stdout}`);
}

/** No machine is back within a minute. */
async function age(folder: string): Promise<void> {
  const aMinuteAgo = new Date(Date.now() - 60_000);
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  for (const entry of entries)
    if (entry.isFile()) await utimes(join(entry.parentPath, entry.name), aMinuteAgo, aMinuteAgo);
}

/** `EXT4_IOC_SHUTDOWN` with *no log flush*: nothing more reaches the disk, not even what its journal has in memory. */
function shutDown(disk: string): void {
  const shutdown =
    'import fcntl,os,struct,sys;fcntl.ioctl(os.open(sys.argv[1],os.O_RDONLY),0x8004587D,struct.pack("I",2))';
  execFileSync('python3', ['-c', shutdown, disk]);
}

function turnReadOnly(disk: string): void {
  const device = execFileSync('findmnt', ['-no', 'SOURCE', disk], { encoding: 'utf8' }).trim();
  writeFileSync(`/sys/fs/ext4/${basename(device)}/trigger_fs_error`, 'a fault');
}

/** Bytes that are free. */
function spaceOf(disk: string): number {
  const { bavail, bsize } = statfsSync(disk);
  return bavail * bsize;
}
