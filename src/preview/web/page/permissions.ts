import type { ShownChannel } from '../protocol.ts';

/** Discord's bits. */
const ADD_REACTIONS = 1n << 6n;
const SEND_MESSAGES = 1n << 11n;
const MANAGE_MESSAGES = 1n << 13n;
const ATTACH_FILES = 1n << 15n;
const CREATE_PUBLIC_THREADS = 1n << 35n;

function checks(bit: bigint): (open: Pick<ShownChannel, 'permissions'>) => boolean {
  return ({ permissions }) => (BigInt(permissions) & bit) !== 0n;
}

/** What the person may do in a channel, for not offering what Discord would refuse. */
export const mayReact = checks(ADD_REACTIONS);
export const mayWrite = checks(SEND_MESSAGES);
export const mayAttach = checks(ATTACH_FILES);
export const mayThread = checks(CREATE_PUBLIC_THREADS);
export const mayManageMessages = checks(MANAGE_MESSAGES);
