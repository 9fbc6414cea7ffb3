/** A category of arXiv, as it is chosen in a search. */
export interface Category {
  /** `cs.CL` */
  readonly code: string;
  /** `Computation and Language` */
  readonly name: string;
}

/**
 * The categories that a search offers: all of computer science, statistics and electrical
 * engineering, and whole archives of the rest. Others can be typed.
 */
const categories: readonly Category[] = [
  ['cs.LG', 'Machine Learning'],
  ['cs.CL', 'Computation and Language'],
  ['cs.CV', 'Computer Vision and Pattern Recognition'],
  ['cs.AI', 'Artificial Intelligence'],
  ['stat.ML', 'Machine Learning (Statistics)'],
  ['cs.RO', 'Robotics'],
  ['cs.IR', 'Information Retrieval'],
  ['cs.SE', 'Software Engineering'],
  ['cs.HC', 'Human-Computer Interaction'],
  ['cs.CR', 'Cryptography and Security'],
  ['cs.SD', 'Sound'],
  ['eess.AS', 'Audio and Speech Processing'],
  ['eess.IV', 'Image and Video Processing'],
  ['cs.MA', 'Multiagent Systems'],
  ['cs.NE', 'Neural and Evolutionary Computing'],
  ['cs.CY', 'Computers and Society'],
  ['cs.GR', 'Graphics'],
  ['cs.DC', 'Distributed, Parallel, and Cluster Computing'],
  ['cs.DB', 'Databases'],
  ['cs.DL', 'Digital Libraries'],
  ['cs.AR', 'Hardware Architecture'],
  ['cs.PL', 'Programming Languages'],
  ['cs.DS', 'Data Structures and Algorithms'],
  ['cs.SI', 'Social and Information Networks'],
  ['cs.IT', 'Information Theory'],
  ['cs.GT', 'Computer Science and Game Theory'],
  ['cs.CC', 'Computational Complexity'],
  ['cs.CE', 'Computational Engineering, Finance, and Science'],
  ['cs.CG', 'Computational Geometry'],
  ['cs.DM', 'Discrete Mathematics'],
  ['cs.ET', 'Emerging Technologies'],
  ['cs.FL', 'Formal Languages and Automata Theory'],
  ['cs.GL', 'General Literature'],
  ['cs.LO', 'Logic in Computer Science'],
  ['cs.MM', 'Multimedia'],
  ['cs.MS', 'Mathematical Software'],
  ['cs.NA', 'Numerical Analysis'],
  ['cs.NI', 'Networking and Internet Architecture'],
  ['cs.OH', 'Other Computer Science'],
  ['cs.OS', 'Operating Systems'],
  ['cs.PF', 'Performance'],
  ['cs.SC', 'Symbolic Computation'],
  ['cs.SY', 'Systems and Control'],
  ['stat.AP', 'Applications of Statistics'],
  ['stat.CO', 'Statistical Computation'],
  ['stat.ME', 'Statistical Methodology'],
  ['stat.OT', 'Other Statistics'],
  ['stat.TH', 'Statistics Theory'],
  ['eess.SP', 'Signal Processing'],
  ['eess.SY', 'Systems and Control (Electrical Engineering)'],
  ['cs', 'all of Computer Science'],
  ['stat', 'all of Statistics'],
  ['eess', 'all of Electrical Engineering and Systems Science'],
  ['math', 'all of Mathematics'],
  ['econ', 'all of Economics'],
  ['q-bio', 'all of Quantitative Biology'],
  ['q-fin', 'all of Quantitative Finance'],
  ['physics', 'all of Physics (general)'],
  ['astro-ph', 'all of Astrophysics'],
  ['cond-mat', 'all of Condensed Matter'],
  ['quant-ph', 'Quantum Physics'],
].map(([code = '', name = '']) => ({ code, name }));

/** The category that somebody means by its code or its whole name. */
export function findCategory(text: string): Category | undefined {
  const wanted = text.toLowerCase();
  return categories.find(
    ({ code, name }) => code.toLowerCase() === wanted || name.toLowerCase() === wanted,
  );
}

/** Categories whose code begins with what was typed, then those whose name holds it. */
export function suggestCategories(typed: string): readonly Category[] {
  const wanted = typed.trim().toLowerCase();
  const byCode = categories.filter(({ code }) => code.toLowerCase().startsWith(wanted));
  const byName = categories.filter(({ name }) => name.toLowerCase().includes(wanted));
  return [...new Set([...byCode, ...byName])];
}
