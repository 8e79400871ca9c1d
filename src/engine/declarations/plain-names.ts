import type { Signature } from '../../facts/declaration-facts.ts';

/** What is there at once although its work goes on, or that only asks for work: streams, requests, builders, functions. */
const goesOn =
  /=>|(?:Builder|Deferred|Duplex|Emitter|Generator|Iterable|Iterator|Observable|Process|Promise|PromiseLike|Query|Readable|Request|Stream|Subscription|Thenable|Writable)\b/;

/** Results that do not say whether the work is done: a function may also have begun it, or only looked something up. */
const saysNothing = /^(?:any|boolean|undefined|unknown|void|\$\d+)$/;

/** What functions are called that read, write, run or compute something. */
const work =
  /^(?:append|archive|copy|delete|download|dump|export|extract|import|install|link|load|mkdir|move|open|persist|read|remove|rename|restore|save|store|unlink|unpack|update|upload|write)(?=[A-Z\d_]|$)|[eE]xec|[sS]pawn|[zZ]ip|[cC]ompress|[hH]ash|[eE]ncrypt|[dD]ecrypt/;

/**
 * Whether a function whose name does not say that it is synchronous has done its work when it returns, as far as its
 * declarations tell: it takes no callback, and what it gives is neither a promise nor something that goes on. A result
 * that says nothing counts where the name says what work is done.
 */
export function isDoneAtOnce(name: string, signatures: readonly Signature[]): boolean {
  return (
    signatures.length > 0 &&
    signatures.every(
      ({ params, result, promised }) =>
        promised === undefined &&
        !params.some(
          ({ type, name: called }) =>
            type.includes('=>') || /callback/i.test(type) || /^(?:callback|cb|done|next)$/.test(called),
        ) &&
        !/^(?:this|never)$/.test(result) &&
        !goesOn.test(result) &&
        (!saysNothing.test(result) || work.test(name)),
    )
  );
}
