#!/usr/bin/env python3
"""Makes the tiny random sentence encoder that the tests run, and what it must answer.

Usage: make_tiny_encoder.py [--model DIR --texts FILE --output FILE]

Without options it writes Tests/PaperEncoderTests/Fixtures/tiny: a BERT of 2 layers with random
weights (seed 7), and expected.json with word pieces and vectors. With --model it runs the same
forward pass for a real model on the lines of FILE and writes its vectors, one JSON array a line.

The forward pass is NumPy in double precision; word pieces come from the `tokenizers` package.
"""

import argparse
import json
import math
import pathlib
import struct

import numpy as np
from tokenizers import BertWordPieceTokenizer, Tokenizer

FIXTURE = pathlib.Path(__file__).resolve().parents[1] / "PaperEncoderTests" / "Fixtures" / "tiny"
TEXTS = [
    "",
    "a graph of papers",
    "Graphs, graphs & GRAPHING!",
    "naïve café — U-Net",
    "深層 graph 学習",
    "a\u0000b\u200bc\ufffdd\ttab\nline",
    "🜁 emoji 👩‍🔬",
    "x" * 101 + " " + "a" * 100,
    "word " * 40,
]
WORDS = (
    "[PAD] [UNK] [CLS] [SEP] [MASK] a b c d e g h n o p r s t w x of graph papers paper word u net "
    "naive cafe line tab ##s ##ing ##a ##b ##c ##d ##e ##x ##word - ! & , — 深 層 学 習 emoji ##g"
).split()


def read_tensors(path):
    data = path.read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + length])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        start, end = (8 + length + offset for offset in entry["data_offsets"])
        numbers = np.frombuffer(data[start:end], dtype="<f4").reshape(entry["shape"])
        tensors[name.removeprefix("bert.")] = numbers.astype(np.float64)
    return tensors


def write_tensors(path, tensors):
    header, blobs, offset = {}, [], 0
    for name in sorted(tensors):
        blob = tensors[name].astype("<f4").tobytes()
        header[name] = {
            "dtype": "F32",
            "shape": list(tensors[name].shape),
            "data_offsets": [offset, offset + len(blob)],
        }
        blobs.append(blob)
        offset += len(blob)
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def normalized(x, tensors, name, epsilon):
    x = x - x.mean(-1, keepdims=True)
    x = x / np.sqrt((x * x).mean(-1, keepdims=True) + epsilon)
    return x * tensors[name + ".weight"] + tensors[name + ".bias"]


def dense(x, tensors, name):
    return x @ tensors[name + ".weight"].T + tensors[name + ".bias"]


erf = np.vectorize(math.erf)


def encode(pieces, tensors, config):
    epsilon, heads = config["layer_norm_eps"], config["num_attention_heads"]
    x = (
        tensors["embeddings.word_embeddings.weight"][pieces]
        + tensors["embeddings.position_embeddings.weight"][: len(pieces)]
        + tensors["embeddings.token_type_embeddings.weight"][0]
    )
    x = normalized(x, tensors, "embeddings.LayerNorm", epsilon)
    for layer in range(config["num_hidden_layers"]):
        prefix = f"encoder.layer.{layer}."
        q, k, v = (
            dense(x, tensors, prefix + "attention.self." + part)
            .reshape(len(pieces), heads, -1)
            .transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = q @ k.transpose(0, 2, 1) / math.sqrt(q.shape[-1])
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        scores /= scores.sum(-1, keepdims=True)
        context = (scores @ v).transpose(1, 0, 2).reshape(len(pieces), -1)
        y = dense(context, tensors, prefix + "attention.output.dense") + x
        x = normalized(y, tensors, prefix + "attention.output.LayerNorm", epsilon)
        y = dense(x, tensors, prefix + "intermediate.dense")
        y = y * 0.5 * (1 + erf(y / math.sqrt(2)))
        y = dense(y, tensors, prefix + "output.dense") + x
        x = normalized(y, tensors, prefix + "output.LayerNorm", epsilon)
    vector = x.mean(0)
    return vector / np.linalg.norm(vector)


def make_tiny():
    random = np.random.default_rng(7)
    config = {
        "model_type": "bert",
        "hidden_size": 12,
        "num_hidden_layers": 2,
        "num_attention_heads": 3,
        "intermediate_size": 20,
        "vocab_size": len(WORDS),
        "max_position_embeddings": 24,
        "layer_norm_eps": 1e-12,
        "hidden_act": "gelu",
    }
    hidden, wide = config["hidden_size"], config["intermediate_size"]
    shapes = {
        "embeddings.word_embeddings.weight": [len(WORDS), hidden],
        "embeddings.position_embeddings.weight": [config["max_position_embeddings"], hidden],
        "embeddings.token_type_embeddings.weight": [2, hidden],
        "embeddings.LayerNorm.weight": [hidden],
        "embeddings.LayerNorm.bias": [hidden],
    }
    for layer in range(config["num_hidden_layers"]):
        prefix = f"encoder.layer.{layer}."
        for name, inputs, outputs in [
            ("attention.self.query", hidden, hidden),
            ("attention.self.key", hidden, hidden),
            ("attention.self.value", hidden, hidden),
            ("attention.output.dense", hidden, hidden),
            ("intermediate.dense", hidden, wide),
            ("output.dense", wide, hidden),
        ]:
            shapes[prefix + name + ".weight"] = [outputs, inputs]
            shapes[prefix + name + ".bias"] = [outputs]
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            shapes[prefix + name + ".weight"] = [hidden]
            shapes[prefix + name + ".bias"] = [hidden]
    tensors = {name: random.normal(0, 0.6, shape) for name, shape in sorted(shapes.items())}
    (FIXTURE / "1_Pooling").mkdir(parents=True, exist_ok=True)
    write_tensors(FIXTURE / "model.safetensors", tensors)
    (FIXTURE / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    (FIXTURE / "vocab.txt").write_text("\n".join(WORDS) + "\n")
    (FIXTURE / "sentence_bert_config.json").write_text('{"max_seq_length": 16}\n')
    (FIXTURE / "1_Pooling" / "config.json").write_text('{"pooling_mode_mean_tokens": true}\n')
    tokenizer = BertWordPieceTokenizer(str(FIXTURE / "vocab.txt"), lowercase=True)
    tokenizer.enable_truncation(16)
    tensors = read_tensors(FIXTURE / "model.safetensors")
    expected = []
    for text in TEXTS:
        pieces = tokenizer.encode(text).ids
        vector = encode(pieces, tensors, config)
        expected.append(
            {"text": text, "pieces": pieces, "vector": [round(float(x), 7) for x in vector]}
        )
    (FIXTURE / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")


def run_model(directory, texts, output):
    config = json.loads((directory / "config.json").read_text())
    length = json.loads((directory / "sentence_bert_config.json").read_text())["max_seq_length"]
    tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(length)
    tensors = read_tensors(directory / "model.safetensors")
    with open(output, "w") as file:
        for text in texts.read_text().splitlines():
            vector = encode(tokenizer.encode(text).ids, tensors, config)
            file.write(json.dumps([round(float(x), 8) for x in vector]) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=pathlib.Path)
    parser.add_argument("--texts", type=pathlib.Path)
    parser.add_argument("--output", type=pathlib.Path)
    arguments = parser.parse_args()
    if arguments.model:
        run_model(arguments.model, arguments.texts, arguments.output)
    else:
        make_tiny()


if __name__ == "__main__":
    main()
