"""Embed the prompts of the windows benchmark: ``python bench/embed.py CORPORA --out FILE``.

Runs apart from stillwatch, so that the packages need not share an environment: `wordllama` needs
``pip install wordllama numpy`` (weights are in the package), `lsa` needs scikit-learn.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent))

from _windows_data import POPULATIONS, Prompts, read_prompts

Floats = NDArray[np.float32]


def wordllama(prompts: Prompts) -> tuple[Floats, str]:
    """Average the static word vectors of a language model."""
    try:
        import wordllama as package
    except ImportError:
        sys.exit("bench/embed.py: wordllama is missing: pip install wordllama, or --model lsa")
    found = package.WordLlama.load(
        cache_dir=Path(package.__file__).parent, disable_download=True
    ).embed(prompts.texts, norm=True)
    return found.astype(np.float32), f"wordllama {package.__version__}, 256 dimensions"


def lsa(prompts: Prompts) -> tuple[Floats, str]:
    """Do latent semantic analysis of hashed words and pairs, learned from benign prompts."""
    try:
        from sklearn.decomposition import TruncatedSVD
        from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import Normalizer
    except ImportError:
        sys.exit("bench/embed.py: scikit-learn is missing: pip install scikit-learn")
    benign = np.isin(prompts.kind, list(POPULATIONS.values()))
    model = make_pipeline(
        HashingVectorizer(n_features=1 << 18, ngram_range=(1, 2), alternate_sign=False),
        TfidfTransformer(sublinear_tf=True),
        TruncatedSVD(128, random_state=0),
        Normalizer(),
    )
    model.fit([text for text, of in zip(prompts.texts, benign, strict=True) if of])
    return model.transform(prompts.texts).astype(np.float32), "LSA of hashed words, 128 dimensions"


MODELS = {"wordllama": wordllama, "lsa": lsa}


def main() -> None:
    """Embed and write ``embeddings``, ``model`` and ``digest``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--model", choices=list(MODELS), default="wordllama")
    options = parser.parse_args()
    prompts = read_prompts(options.corpora)
    embeddings, model = MODELS[options.model](prompts)
    np.savez(options.out, embeddings=embeddings, model=model, digest=prompts.digest())
    print(f"{len(embeddings)} prompts, {model}: {options.out}")


if __name__ == "__main__":
    main()
