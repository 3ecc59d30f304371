#!/bin/bash
# A benchmark as a Slurm array: each task asks one shard of the run. Submit it from the folder of the benchmark, and
# have the shards merged when all tasks have ended:
#
#   job=$(sbatch --parsable slurm.sh suite.yaml)
#   sbatch --dependency=afterany:$job --wrap "iso-speed-bench merge shards/$job/* --out runs/merged-$job"
#
# What follows the benchmark goes to `iso-speed-bench run`, such as --budget 2, which holds for each shard. `sbatch --array=1-64` makes it 64 shards. Keys are
# taken from where sbatch is called (`export OPENAI_API_KEY=...`), or from a file: --env-file keys.env. Add the partition, account and time of your cluster.
#SBATCH --job-name=iso-speed-bench
#SBATCH --array=1-16
#SBATCH --cpus-per-task=1
#SBATCH --requeue
#SBATCH --open-mode=append
set -eu

# On storage that all nodes see. A task that is requeued keeps its numbers, and so finds what it has done.
shard=shards/$SLURM_ARRAY_JOB_ID/$SLURM_ARRAY_TASK_ID

# A test that ends in error is a result, and no reason for Slurm to call the task failed. Result images are drawn in the merged run, with
# `annotate`; without --no-images each shard draws its own.
flags=(--allow-errors --no-images)

if compgen -G "$shard/*/run.json" > /dev/null; then
  # Slurm runs a task once at a time: who locked the folder was this task, on a node that it was taken from.
  rm -f "$shard"/*/run.lock
  exec iso-speed-bench resume latest --runs "$shard" "${flags[@]}"
fi
exec iso-speed-bench run "$@" --shard auto --out "$shard" "${flags[@]}"
