// `slurm.conf` of a cluster of one node, this machine, that anybody can use who reaches its ports: they are on the loopback interface only.

import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';

/** Tasks at once: twice the cores of a small machine, for a task mostly waits for a model. */
const tasksAtOnce = 4;

/** `ports`: the controller's and the node's. */
export function slurmConfiguration(folder: string, plugins: string, ports: readonly number[]): string {
  const [controllerPort, nodePort] = ports;
  const [node] = hostname().split('.');
  const user = userInfo().username;
  const values = {
    ClusterName: 'shards',
    SlurmctldHost: `${node}(127.0.0.1)`,
    SlurmctldPort: controllerPort,
    SlurmdPort: nodePort,
    CommunicationParameters: 'NoCtldInAddrAny,NoInAddrAny',
    AuthType: 'auth/none',
    // Seconds; a task that is requeued waits until its credential has expired, and Slurm takes no less than 5.
    AuthInfo: 'cred_expire=5',
    CredType: 'cred/none',
    SlurmUser: user,
    SlurmdUser: user,
    StateSaveLocation: join(folder, 'state'),
    SlurmdSpoolDir: join(folder, 'spool'),
    SlurmctldPidFile: join(folder, 'slurmctld.pid'),
    SlurmdPidFile: join(folder, 'slurmd.pid'),
    PluginDir: plugins,
    ProctrackType: 'proctrack/pgid',
    TaskPlugin: 'task/none',
    JobAcctGatherType: 'jobacct_gather/none',
    AccountingStorageType: 'accounting_storage/none',
    MpiDefault: 'none',
    // The node says how many processors it has, not the machine.
    SlurmdParameters: 'config_overrides',
    SelectType: 'select/cons_tres',
    SelectTypeParameters: 'CR_CPU',
    // Seconds: how long a task that is told to end may take, and how long one that has ended is known.
    KillWait: 10,
    MinJobAge: 3600,
  };
  return [
    ...Object.entries(values).map(([name, value]) => `${name}=${value}`),
    `NodeName=${node} NodeAddr=127.0.0.1 CPUs=${tasksAtOnce} RealMemory=1000 State=UNKNOWN`,
    'PartitionName=shards Nodes=ALL Default=YES State=UP',
    '',
  ].join('\n');
}
