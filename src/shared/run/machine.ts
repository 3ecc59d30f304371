// What times were taken on. Machines that describe themselves alike are one: the equal nodes of a cluster need not be told apart.

export interface Machine {
  os: string;
  architecture: string;
  processor: string;
  cores: number;
  memoryGb: number;
}

/** `AMD Ryzen 7, 8 cores, 32 GB, Linux 6.1 x64` */
export function machineText({ os, architecture, processor, cores, memoryGb }: Machine): string {
  return `${processor}, ${cores} cores, ${memoryGb} GB, ${os} ${architecture}`;
}

export const unknownMachine = 'a machine that was not recorded';
