#!/usr/bin/env python3
"""Trains word embeddings for search, from a folder that prepare.ts wrote.

Each word has an embedding and a weight; the embedding of a text is the weighted sum of its words'
embeddings, at unit length. What is learned: two parts of one paper, its title and its abstract or
one sentence and all others, shall lie nearer to each other than to parts of other papers.

- The loss is InfoNCE: the other papers of a batch are the wrong answers (A. van den Oord, Y. Li,
  O. Vinyals: Representation Learning with Contrastive Predictive Coding, 2018).
- The steps are those of Adam (D. P. Kingma, J. Ba: Adam: A Method for Stochastic Optimization,
  ICLR 2015).
- Several models, each from another start, are put side by side, so that what chance taught one of
  them counts little, and then projected to where papers differ most, by the principal components of
  the embeddings of all papers (S. Deerwester et al.: Indexing by Latent Semantic Analysis, JASIS
  1990, does so with counts of words).
"""

import argparse
import os
import struct
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sparse

# Share of the steps in which the learning rate rises, before it falls linearly to 0.
WARM_UP = 0.05
# The defaults of the paper on Adam.
MEAN_DECAY, SQUARE_DECAY, ADAM_EPSILON = 0.9, 0.999, 1e-8
# Papers whose embeddings are in memory at the same time.
BLOCK = 10_000
# The layout of the file is described where it is read: src/search/embedding/word-model.ts.
MAGIC, VERSION = b"PCWM", 1


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Train word embeddings for search.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    add = parser.add_argument
    add("folder", type=Path, help="what prepare.ts wrote")
    add("--out", type=Path, required=True, help="the model to write, such as data/model/words.bin")
    add("--dimensions", type=int, default=256, help="numbers in an embedding")
    add("--models", type=int, default=3, help="how many are trained, to be made one")
    add("--wide", type=int, default=512, help="numbers in an embedding of each of them")
    add("--vocabulary", type=int, default=60_000, help="how many words, the most frequent")
    add("--epochs", type=int, default=12, help="how often every paper is seen")
    add("--batch", type=int, default=2048, help="papers in one step")
    add("--temperature", type=float, default=0.05, help="lower: near misses count more")
    add("--rate", type=float, default=0.01, help="learning rate at its highest")
    add("--title-share", type=float, default=0.6, help="queries that are titles, not sentences")
    add("--drop", type=float, default=0.15, help="share of a query's words that is left out")
    add("--max-words", type=int, default=96, help="words taken from a document, by chance")
    add("--seed", type=int, default=1, help="where chance starts")
    return parser.parse_args()


@dataclass(frozen=True)
class Papers:
    """All texts as ids of words, without words beyond the vocabulary."""

    words: list[str]
    word_ids: np.ndarray
    sentence_starts: np.ndarray
    paper_starts: np.ndarray

    def __len__(self) -> int:
        return len(self.paper_starts) - 1

    def text(self, first: int, last: int) -> np.ndarray:
        """The ids of the words from sentence `first` up to, not including, sentence `last`."""
        return self.word_ids[self.sentence_starts[first] : self.sentence_starts[last]]


def read_papers(folder: Path, vocabulary: int) -> Papers:
    words = (folder / "words.txt").read_text("utf-8").splitlines()[:vocabulary]
    word_ids, sentence_starts, paper_starts = (
        np.fromfile(folder / f"{name}.i32", "<i4")
        for name in ("word-ids", "sentence-starts", "paper-starts")
    )
    if sentence_starts[-1] != len(word_ids) or paper_starts[-1] != len(sentence_starts) - 1:
        sys.exit(f"{folder} is not complete: run prepare.ts again.")
    kept = word_ids < len(words)
    kept_before = np.concatenate([[0], np.cumsum(kept)])
    return Papers(words, word_ids[kept], kept_before[sentence_starts], paper_starts)


def initial_log_weights(papers: Papers) -> np.ndarray:
    """Inverse document frequencies: what a word's weight is before anything is learned."""
    ones = np.ones(len(papers.word_ids), np.float32)
    starts = papers.sentence_starts[papers.paper_starts]
    shape = (len(papers), len(papers.words))
    # A copy, because summing duplicates would sort the words of each paper in place.
    counts = sparse.csr_matrix((ones, papers.word_ids, starts), shape, copy=True)
    counts.sum_duplicates()
    paper_counts = np.bincount(counts.indices, minlength=len(papers.words))
    inverse = np.log((len(papers) + 1) / (paper_counts + 0.5))
    return np.log(inverse + 0.1).astype(np.float32)


def draw_pair(papers: Papers, paper: int, arguments, rng) -> tuple[np.ndarray, np.ndarray]:
    """A query and the document that it shall find, both from one paper.

    Words are left out of the query so that no single one is relied on; a long document is sampled
    so that it takes no more time than others.
    """
    title, end = papers.paper_starts[paper], papers.paper_starts[paper + 1]
    sentences = end - title - 1
    query = papers.text(title, title + 1)
    document = papers.text(title + 1, end)
    wants_sentence = sentences >= 2 and rng.random() > arguments.title_share
    if sentences >= 1 and (wants_sentence or len(query) == 0):
        chosen = title + 1 + rng.integers(sentences)
        query = papers.text(chosen, chosen + 1)
        document = np.concatenate([papers.text(title, chosen), papers.text(chosen + 1, end)])
    if len(query) > 1:
        rest = query[rng.random(len(query)) > arguments.drop]
        query = rest if len(rest) > 0 else query
    if len(document) > arguments.max_words:
        document = document[rng.choice(len(document), arguments.max_words, replace=False)]
    return query, document


def contrastive_loss(queries: np.ndarray, documents: np.ndarray, temperature: float):
    """InfoNCE from queries to documents and back, with its gradients by both.

    Row i of the documents is the right answer to row i of the queries; rows have unit length.
    """
    similarities = (queries @ documents.T) / temperature
    right = np.arange(len(queries))
    gradient, loss = np.zeros_like(similarities), 0.0
    for axis in (1, 0):
        exponentials = np.exp(similarities - similarities.max(axis, keepdims=True))
        shares = exponentials / exponentials.sum(axis, keepdims=True)
        loss -= np.log(shares[right, right] + 1e-12).mean() / 2
        gradient += shares
    gradient[right, right] -= 2
    gradient /= 2 * len(queries) * temperature
    return loss, gradient @ documents, gradient.T @ queries


def loss_of_sums(sums: np.ndarray, temperature: float):
    """The loss of a batch and its gradient, by sums that are not yet at unit length.

    The first half of the rows are queries, the second half their documents.
    """
    lengths = np.linalg.norm(sums, axis=1, keepdims=True) + 1e-6
    units = sums / lengths
    queries, documents = np.split(units, 2)
    loss, by_queries, by_documents = contrastive_loss(queries, documents, temperature)
    gradient = np.concatenate([by_queries, by_documents])
    # Only the part across a row can turn it; the part along it would change its length.
    across = gradient - units * (units * gradient).sum(1, keepdims=True)
    return loss, across / lengths


class SparseAdam:
    """Adam for rows of which each step sees few: a row's moments rest while it is not seen."""

    def __init__(self, values: np.ndarray):
        self.values = values
        self._mean = np.zeros_like(values)
        self._square = np.zeros_like(values)

    def update(self, rows: np.ndarray, gradient: np.ndarray, rate: float, step: int) -> None:
        mean = self._mean[rows] * MEAN_DECAY + (1 - MEAN_DECAY) * gradient
        square = self._square[rows] * SQUARE_DECAY + (1 - SQUARE_DECAY) * gradient * gradient
        self._mean[rows], self._square[rows] = mean, square
        mean = mean / (1 - MEAN_DECAY**step)
        square = square / (1 - SQUARE_DECAY**step)
        self.values[rows] -= rate * mean / (np.sqrt(square) + ADAM_EPSILON)


def learning_rate(highest: float, step: int, steps: int) -> float:
    """Rises from 0, so that Adam knows its moments before it walks far, then falls to 0."""
    warm = max(1, int(steps * WARM_UP))
    return highest * (step / warm if step <= warm else (steps - step) / (steps - warm))


def train_step(embeddings: SparseAdam, log_weights: SparseAdam, texts, arguments, rate, step):
    """Learns from one batch, given as all queries and then all documents; returns its loss."""
    text_starts = np.concatenate([[0], np.cumsum([len(text) for text in texts])])
    words, columns = np.unique(np.concatenate(texts), return_inverse=True)
    weights = np.exp(log_weights.values[words])
    shape = (len(texts), len(words))
    weights_of_texts = sparse.csr_matrix((weights[columns], columns, text_starts), shape)
    weights_of_texts.sum_duplicates()
    rows = embeddings.values[words]
    sums = weights_of_texts @ rows

    loss, by_sums = loss_of_sums(sums, arguments.temperature)
    by_rows = weights_of_texts.T.tocsr() @ by_sums
    embeddings.update(words, by_rows, rate, step)
    log_weights.update(words, (by_rows * rows).sum(1), rate, step)
    return loss


def train(papers: Papers, arguments, seed: int) -> np.ndarray:
    """The embedding of each word, times its weight."""
    rng = np.random.default_rng(seed)
    shape = (len(papers.words), arguments.wide)
    start = rng.standard_normal(shape) / np.sqrt(arguments.wide)
    embeddings = SparseAdam(start.astype(np.float32))
    log_weights = SparseAdam(initial_log_weights(papers))
    batches = len(papers) // arguments.batch
    steps, step, started = batches * arguments.epochs, 0, time.monotonic()
    print(f"model of seed {seed}", flush=True)
    for epoch in range(1, arguments.epochs + 1):
        order, loss = rng.permutation(len(papers)), 0.0
        for batch in order[: batches * arguments.batch].reshape(batches, arguments.batch):
            step += 1
            pairs = [draw_pair(papers, paper, arguments, rng) for paper in batch]
            texts = [query for query, _ in pairs] + [document for _, document in pairs]
            rate = learning_rate(arguments.rate, step, steps)
            loss += train_step(embeddings, log_weights, texts, arguments, rate, step) / batches
        seconds = time.monotonic() - started
        print(f"epoch {epoch} of {arguments.epochs}: loss {loss:.4f}, {seconds:.0f} s", flush=True)
    return embeddings.values * np.exp(log_weights.values)[:, None]


def paper_sums(papers: Papers, embeddings: np.ndarray):
    """The sums of the embeddings of each paper's words, a block of papers at a time."""
    starts = papers.sentence_starts[papers.paper_starts]
    ones = np.ones(len(papers.word_ids), np.float32)
    counts = sparse.csr_matrix((ones, papers.word_ids, starts), (len(papers), len(papers.words)))
    for first in range(0, len(papers), BLOCK):
        yield counts[first : first + BLOCK] @ embeddings


def make_one(papers: Papers, models: list[np.ndarray], dimensions: int) -> np.ndarray:
    """One model of several that counts all of them alike, in as many dimensions as are wanted.

    It is a projection, so that the embedding of a text is still the sum of its words'.
    """
    side_by_side = np.concatenate([model / mean_length(papers, model) for model in models], axis=1)
    products = np.zeros((side_by_side.shape[1],) * 2)
    for sums in paper_sums(papers, side_by_side):
        units = sums / (np.linalg.norm(sums, axis=1, keepdims=True) + 1e-6)
        products += units.T @ units
    _, components = np.linalg.eigh(products)
    # Those of the largest eigenvalues come last.
    return side_by_side @ components[:, ::-1][:, :dimensions].astype(np.float32)


def mean_length(papers: Papers, embeddings: np.ndarray) -> float:
    """Of papers, as the root of the mean square."""
    squares = sum(float((sums * sums).sum()) for sums in paper_sums(papers, embeddings))
    return np.sqrt(squares / len(papers))


def write_model(path: Path, words: list[str], embeddings: np.ndarray) -> None:
    """Writes the whole file or nothing, each embedding as 8-bit numbers and one scale."""
    largest = np.abs(embeddings).max(1)
    largest[largest == 0] = 1
    numbers = np.round(embeddings / largest[:, None] * 127).astype("i1")
    scales = (largest / 127).astype("<f4")
    names = "\n".join(words).encode()
    names += b"\n" * (-len(names) % 4)
    header = struct.pack("<4s4I", MAGIC, VERSION, embeddings.shape[1], len(words), len(names))
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with open(temporary, "wb") as file:
            file.write(header + names + scales.tobytes() + numbers.tobytes())
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def main() -> None:
    arguments = parse_arguments()
    if not arguments.out.parent.is_dir():
        sys.exit(f"There is no folder {arguments.out.parent} to write the model to.")
    if arguments.dimensions > arguments.models * arguments.wide:
        sys.exit("--dimensions cannot be more than --models times --wide.")
    try:
        papers = read_papers(arguments.folder, arguments.vocabulary)
    except FileNotFoundError as error:
        sys.exit(f"There is no {error.filename}: run prepare.ts first.")
    if len(papers) < arguments.batch:
        sys.exit(f"{len(papers)} papers do not fill a batch of {arguments.batch}: see --batch.")
    print(f"{len(papers)} papers, {len(papers.words)} words", flush=True)
    seeds = range(arguments.seed, arguments.seed + arguments.models)
    models = [train(papers, arguments, seed) for seed in seeds]
    write_model(arguments.out, papers.words, make_one(papers, models, arguments.dimensions))


if __name__ == "__main__":
    main()
