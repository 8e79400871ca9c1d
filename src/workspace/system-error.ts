import { t } from '../l10n/translate.ts';

const reasons: Readonly<Record<string, () => string>> = {
  ENOENT: () => t('does not exist'),
  ENOTDIR: () => t('does not exist'),
  EACCES: () => t('permission denied'),
  EPERM: () => t('permission denied'),
  EISDIR: () => t('is a folder'),
  ELOOP: () => t('is a circular link'),
  ENAMETOOLONG: () => t('the path is too long'),
  EMFILE: () => t('too many open files'),
  ENFILE: () => t('too many open files'),
  EROFS: () => t('the file system is read-only'),
  ENOSPC: () => t('no space is left on the device'),
  EBUSY: () => t('is in use by another program'),
};

/** The code of a system error (`ENOENT`), or undefined for any other value. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Whether the error came from the operating system: it has a code such as `ENOENT`, unlike a fault of ours. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && errorCode(error) !== undefined;
}

/** Why an operation on a file failed, as a clause without a subject: "permission denied". */
export function describeError(error: unknown): string {
  const known = reasons[errorCode(error) ?? '']?.();
  if (known !== undefined) return known;
  // Only the first line: the rest of a message is for programmers.
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
