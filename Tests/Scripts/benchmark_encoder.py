#!/usr/bin/env python3
"""Times the sentence encoder beside PyTorch: same texts, same threads, same model, one run.

Usage: benchmark_encoder.py MODEL TEXTS [--threads 2]

MODEL is a folder in the layout of sentence-transformers, TEXTS a file with a text a line. PyTorch
works as sentence-transformers does: texts sorted by length, batches of 32, padded. Needs the
packages torch and tokenizers, and a build:
swift build -c release --package-path Tests/Benchmarks --product EncoderTimings
"""

import argparse
import json
import math
import pathlib
import subprocess
import time

import torch
import torch.nn.functional as F
from make_tiny_encoder import read_tensors
from tokenizers import Tokenizer

PACKAGE = pathlib.Path(__file__).resolve().parents[1] / "Benchmarks"


def forward(ids, mask, weights, config):
    def dense(x, name):
        return F.linear(x, weights[name + ".weight"], weights[name + ".bias"])

    def normalized(x, name):
        size = (config["hidden_size"],)
        epsilon = config["layer_norm_eps"]
        return F.layer_norm(x, size, weights[name + ".weight"], weights[name + ".bias"], epsilon)

    heads = config["num_attention_heads"]
    batch, length = ids.shape
    x = (
        F.embedding(ids, weights["embeddings.word_embeddings.weight"])
        + weights["embeddings.position_embeddings.weight"][:length]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    x = normalized(x, "embeddings.LayerNorm")
    hidden = (1.0 - mask[:, None, None, :].float()) * -1e9
    for layer in range(config["num_hidden_layers"]):
        prefix = f"encoder.layer.{layer}."
        q, k, v = (
            dense(x, prefix + "attention.self." + part).view(batch, length, heads, -1).transpose(1, 2)
            for part in ("query", "key", "value")
        )
        scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1]) + hidden
        context = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, -1)
        x = normalized(
            dense(context, prefix + "attention.output.dense") + x,
            prefix + "attention.output.LayerNorm",
        )
        y = dense(F.gelu(dense(x, prefix + "intermediate.dense")), prefix + "output.dense")
        x = normalized(y + x, prefix + "output.LayerNorm")
    weight = mask[:, :, None].float()
    return F.normalize((x * weight).sum(1) / weight.sum(1), dim=1)


def run_torch(model, texts, threads):
    torch.set_num_threads(threads)
    config = json.loads((model / "config.json").read_text())
    length = json.loads((model / "sentence_bert_config.json").read_text())["max_seq_length"]
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.enable_truncation(length)
    tokenizer.enable_padding()
    weights = {
        name: torch.from_numpy(tensor.astype("float32"))
        for name, tensor in read_tensors(model / "model.safetensors").items()
    }
    start = time.perf_counter()
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    with torch.no_grad():
        for first in range(0, len(order), 32):
            batch = tokenizer.encode_batch([texts[i] for i in order[first : first + 32]])
            ids = torch.tensor([encoding.ids for encoding in batch])
            mask = torch.tensor([encoding.attention_mask for encoding in batch])
            forward(ids, mask, weights, config)
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("texts", type=pathlib.Path)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    texts = [line for line in arguments.texts.read_text().split("\n") if line]
    program = PACKAGE / ".build" / "release" / "EncoderTimings"
    command = [program, arguments.model, arguments.texts, str(arguments.threads)]
    ours = float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    theirs = run_torch(arguments.model, texts, arguments.threads)
    print(f"{len(texts)} texts, {arguments.threads} threads, PyTorch {torch.__version__}")
    print(f"PaperEncoder  {len(texts) / ours:8.1f} texts/s  {ours:6.2f} s")
    print(f"PyTorch       {len(texts) / theirs:8.1f} texts/s  {theirs:6.2f} s")
    print(f"ratio of throughputs {theirs / ours:.2f}")


if __name__ == "__main__":
    main()
