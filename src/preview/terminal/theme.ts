import { styleText } from 'node:util';

type Format = Extract<Parameters<typeof styleText>[0], string>;

/** What a piece of text is; the theme decides how that looks. */
export type Role =
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strikethrough'
  | 'code'
  | 'faint'
  | 'heading'
  | 'link'
  | 'mention'
  | 'key'
  | 'badge'
  | 'danger'
  | 'error';

const FORMATS: Readonly<Record<Role, readonly Format[]>> = {
  bold: ['bold'],
  italic: ['italic'],
  underline: ['underline'],
  strikethrough: ['strikethrough'],
  code: ['yellow'],
  faint: ['dim'],
  heading: ['bold'],
  link: ['cyan'],
  mention: ['magenta'],
  key: ['inverse'],
  badge: ['inverse'],
  danger: ['red'],
  error: ['red'],
};

export interface Theme {
  /** Whether text may be coloured at all; where not, signs have to say what colours would. */
  readonly hasColour: boolean;
  /** Whether links are clickable words; where not, their addresses are printed. */
  readonly hasHyperlinks: boolean;
  /** Text in all the roles at once. */
  paint(text: string, ...roles: readonly Role[]): string;
  /** Text in a colour of the bot's choice, `0xRRGGBB`; faint when it chose none. */
  tint(text: string, colour: number | null | undefined): string;
  link(text: string, href: string): string;
}

export interface ThemeOptions {
  readonly colour: boolean;
  readonly hyperlinks: boolean;
}

export function createTheme({ colour, hyperlinks }: ThemeOptions): Theme {
  const paint: Theme['paint'] = (text, ...roles) => {
    const formats = [...new Set(roles.flatMap((role) => FORMATS[role]))];
    // Whether there is colour was decided by whoever knows the stream; styleText must not ask again.
    return colour && text !== '' && formats.length > 0
      ? styleText(formats, text, { validateStream: false })
      : text;
  };
  return {
    hasColour: colour,
    hasHyperlinks: hyperlinks,
    paint,
    tint(text, rgb) {
      if (!colour) return text;
      return rgb ? `\u001B[38;5;${nearestOf256(rgb)}m${text}\u001B[39m` : paint(text, 'faint');
    },
    link(text, href) {
      if (!hyperlinks || !URL.canParse(href)) return text;
      // `URL` percent-encodes whatever could end the escape sequence early.
      return `\u001B]8;;${new URL(href).href}\u0007${text}\u001B]8;;\u0007`;
    },
  };
}

/** The nearest colour of xterm's cube, which more terminals know than 24 bits. */
function nearestOf256(rgb: number): number {
  const [red, green, blue] = [rgb >> 16, rgb >> 8, rgb].map((part) =>
    Math.round(((part & 0xff) / 255) * 5),
  ) as [number, number, number];
  return 16 + 36 * red + 6 * green + blue;
}
