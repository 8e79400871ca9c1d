// Other programs, and three ways to wait that stop everything else.
import { execFileSync, execSync, spawnSync } from 'node:child_process';

export async function deploy(version: string): Promise<void> {
  const commit = execFileSync('git', ['rev-parse', version], { encoding: 'utf8' }).trim();
  const { status } = spawnSync('npm', ['run', 'build', '--', commit], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`the build of ${version} failed`);
  execSync('sleep 2');
}

export async function waitForHealth(url: string): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if ((await fetch(url)).ok) return;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  }
}

/** A loop that only looks at the clock keeps the processor busy as well. */
export async function pause(milliseconds: number): Promise<void> {
  const end = Date.now() + milliseconds;
  while (Date.now() < end) {}
}
