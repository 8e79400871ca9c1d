/**
 * The version of the facts that this build extracts: the build puts a hash of all that decides over them here.
 * Undefined when the sources are run as they are: then nothing is kept between runs.
 */
export const factsVersion: string | undefined = process.env.UNBLOCK_FACTS_VERSION;

/** As above, for all that a check says: a hash of all sources. */
export const answersVersion: string | undefined = process.env.UNBLOCK_ANSWERS_VERSION;
