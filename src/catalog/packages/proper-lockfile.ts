import type { ModuleCatalog } from '../schema.ts';
import { packageCatalog, twin, type PackageStyle } from './package-records.ts';

const style: PackageStyle = { module: 'proper-lockfile', category: 'file', as: 'lockfile' };

export const properLockfile: ModuleCatalog = packageCatalog('proper-lockfile', [
  twin(style, {
    member: 'lockSync',
    cost: 'brief',
    why: 'creates the lock beside the file and waits until the file system has done so',
    // What it gives to release the lock would have to be awaited, too.
    unless: ['value-used'],
    signature: 'claim(path: string)',
    body: ['lockfile.lockSync(path);'],
  }),
  twin(style, {
    member: 'unlockSync',
    cost: 'brief',
    why: 'removes the lock beside the file and waits until the file system has done so',
    signature: 'release(path: string)',
    body: ['lockfile.unlockSync(path);'],
  }),
  twin(style, {
    member: 'checkSync',
    cost: 'brief',
    why: 'looks for the lock beside the file and waits for the answer',
    signature: 'isClaimed(path: string)',
    body: ['const locked = lockfile.checkSync(path);', 'return locked;'],
  }),
]);
