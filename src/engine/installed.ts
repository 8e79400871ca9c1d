import type { BlockingApi } from '../catalog/schema.ts';

/**
 * What is known of the packages that are installed. A question that has no answer yet may have one when the program is
 * linked the next time.
 */
export interface InstalledPackages {
  /** The version of the package that a module belongs to, as a file sees it: `9.3.1`. Undefined when it is not known. */
  version(from: string, module: string): string | undefined;
  /**
   * Whether the declarations of the module, or of any when it is left out, mention both a name and the same name with
   * `Async` after it. Only for such names, and for those that say that they are synchronous, it is worth asking for twins.
   */
  mentionsAsync(name: string, module?: string): boolean;
  /**
   * Records of a member that no catalogue describes, as they follow from the declarations of its package; empty when
   * nothing follows.
   */
  twins(from: string, module: string, member: string): readonly BlockingApi[];
}
