import { type LookupAddress, lookup as lookUpInDns } from 'node:dns';
import ipaddr from 'ipaddr.js';
import { SourceError } from '../source-error.ts';

/** Where the web is served; other ports belong to services that no feed comes from. */
const WEB_PORTS: ReadonlySet<string> = new Set(['', '80', '443', '8080', '8443']);

/** All that is given out on the open internet; ranges inside that are not are told apart by name. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

/** Looks up all addresses of a name, as `dns.lookup` does. */
export type LookUp = (
  hostname: string,
  options: { all: true; family?: number },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Whether an IP address is one that anybody on the internet can reach: not this machine, not its
 * network, and none of the forms in which IPv6 wraps such an address.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast';
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().range() === 'unicast';
  return parsed.range() === 'unicast' && parsed.match(GLOBAL_IPV6);
}

/** Decides where connections may lead. */
export interface AddressGuard {
  /**
   * Checks what can be seen of an address before its name is looked up.
   *
   * @throws SourceError when it leads to no public web server
   */
  check(url: URL): void;

  /**
   * Looks up a name for a connection, and fails when any address of it is not public. As the
   * connection goes to the very addresses that were checked, a name cannot lead elsewhere meanwhile.
   */
  lookUp(
    hostname: string,
    options: { all?: boolean; family?: number | string },
    callback: (
      error: NodeJS.ErrnoException | null,
      address: string | LookupAddress[],
      family?: number,
    ) => void,
  ): void;
}

/** A guard that lets connections through to web servers on public addresses alone. */
export function createAddressGuard({
  lookUp = lookUpInDns as LookUp,
  isPublic = isPublicAddress,
  isWebPort = (port: string) => WEB_PORTS.has(port),
} = {}): AddressGuard {
  return {
    check(url) {
      if (url.protocol !== 'http:' && url.protocol !== 'https:') {
        throw new SourceError(`${url.protocol}// addresses are not fetched, only http and https`);
      }
      if (url.username !== '' || url.password !== '') {
        throw new SourceError('addresses with a name and password in them are not fetched');
      }
      if (!isWebPort(url.port)) {
        throw new SourceError(`port ${url.port} is not fetched from, only 80, 443, 8080 and 8443`);
      }
      // Odd ways to write an IP address, such as 2130706433 or 0x7f.1, are plain ones in a `URL`.
      const host = url.hostname.replace(/^\[|\]$/g, '');
      if (ipaddr.isValid(host) && !isPublic(host)) throw notPublic(host);
    },

    lookUp(hostname, options, callback) {
      const family = options.family === 4 || options.family === 6 ? { family: options.family } : {};
      lookUp(hostname, { ...family, all: true }, (error, addresses) => {
        const isHidden = !error && addresses.some(({ address }) => !isPublic(address));
        const problem = isHidden ? notPublic(hostname) : error;
        const first = problem ? undefined : addresses[0];
        if (options.all || first === undefined) callback(problem, problem ? [] : addresses);
        else callback(null, first.address, first.family);
      });
    },
  };
}

function notPublic(host: string): SourceError {
  return new SourceError(
    `${host} is no public address: feeds are not fetched from this machine or its network`,
  );
}
