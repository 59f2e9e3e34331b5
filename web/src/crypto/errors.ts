/** What can be wrong with bytes that should be ours; one word each, the same in `whiteboard`. */
export type CryptoWord =
  /** not base64url without padding, or of another length than it must have */
  | 'not_base64url'
  /** no fragment of ours */
  | 'bad_fragment'
  /** ends before its fields do, or goes on after them */
  | 'bad_length'
  | 'bad_version'
  | 'bad_kind'
  | 'bad_role'
  | 'bad_flags'
  | 'bad_form'
  /** the key, the bytes or what they were sealed with (log, author, kind, …) is another */
  | 'bad_seal'
  | 'bad_padding'
  /** opened, but not the shape it must have */
  | 'bad_body'
  | 'too_large';

export class CryptoError extends Error {
  override readonly name = 'CryptoError';
  constructor(readonly word: CryptoWord) {
    super(word);
  }
}
