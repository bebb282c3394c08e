"""The network, its loss and its package; skipped without torch, an extra of `training/` only."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="torch is needed for training only")

import ctranslate2  # noqa: E402
import sentencepiece  # noqa: E402

from training import export, restore, subwords  # noqa: E402
from training.loss import smoothed_cross_entropy  # noqa: E402
from training.model import Transformer  # noqa: E402
from training.settings import Shape  # noqa: E402

TEXT = ["Le chat dort sur le canapé.", "The cat sleeps on the sofa.", "Le chien mange 6 000 os."]


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    folder = tmp_path_factory.mktemp("package")
    (folder / "text").write_text("\n".join(TEXT * 20), encoding="utf-8")
    subwords.train_subwords(folder / "text", folder / "sentencepiece.model", 290)
    torch.manual_seed(1)
    model = Transformer(Shape(290, 32, 2, 64, 2, 1)).eval()
    export.write_package(
        model, folder / "sentencepiece.model", folder / "tiny.argosmodel", "0.0", {}
    )
    tokens = sentencepiece.SentencePieceProcessor()
    tokens.load(str(folder / "sentencepiece.model"))
    return folder / "tiny.argosmodel", model, tokens


def test_the_loss_and_its_gradient_are_torchs_own():
    torch.manual_seed(0)
    logits = torch.randn(9, 20, requires_grad=True)
    labels = torch.tensor([3, 1, -1, 7, 19, 0, 2, -1, 5])
    expected = torch.nn.functional.cross_entropy(
        logits, labels, ignore_index=-1, label_smoothing=0.1, reduction="sum"
    )
    (wanted,) = torch.autograd.grad(expected, logits)
    loss = smoothed_cross_entropy(logits, labels, 0.1)
    (got,) = torch.autograd.grad(loss, logits)
    assert torch.allclose(loss, expected)
    assert torch.allclose(got, wanted, atol=1e-6)


def test_padding_changes_nothing(package):
    _, model, _ = package
    source = torch.tensor([[5, 6, 7, 2]])
    padded = torch.tensor([[5, 6, 7, 2, 0, 0]])
    target = torch.tensor([[1, 9, 8]])
    with torch.no_grad():
        plain, _ = model(source, target, torch.ones_like(source, dtype=torch.bool))
        wide, _ = model(padded, target, padded > 0)
    assert torch.allclose(plain, wide, atol=1e-4)


def test_a_later_target_token_does_not_change_an_earlier_state(package):
    _, model, _ = package
    source, mask = torch.tensor([[5, 6, 2]]), torch.ones(1, 3, dtype=torch.bool)
    with torch.no_grad():
        one, _ = model(source, torch.tensor([[1, 9, 8]]), mask)
        two, _ = model(source, torch.tensor([[1, 9, 30]]), mask)
    assert torch.allclose(one[:, :2], two[:, :2], atol=1e-5)
    assert not torch.allclose(one[:, 2], two[:, 2], atol=1e-3)


def test_the_package_scores_as_the_network_does(package, tmp_path):
    path, model, tokens = package
    import zipfile

    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    translator = ctranslate2.Translator(str(folder / "model"), compute_type="float32")
    source, target = tokens.encode(TEXT[0], out_type=str), tokens.encode(TEXT[1], out_type=str)
    (scored,) = translator.score_batch([source], [target])
    ids = torch.tensor([[*tokens.encode(TEXT[0]), 2]])
    wanted = [*tokens.encode(TEXT[1]), 2]
    with torch.no_grad():
        states, _ = model(ids, torch.tensor([[1, *wanted[:-1]]]), ids >= 0)
        logs = torch.log_softmax(model.logits(states), -1)[0]
    expected = [float(logs[i, t]) for i, t in enumerate(wanted)]
    assert scored.log_probs == pytest.approx(expected, abs=0.05)


def test_the_alignment_head_is_the_one_that_is_trained(package, tmp_path):
    path, model, tokens = package
    import zipfile

    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    translator = ctranslate2.Translator(str(folder / "model"), compute_type="float32")
    source = tokens.encode(TEXT[0], out_type=str)
    (result,) = translator.translate_batch(
        [source], beam_size=1, max_decoding_length=1, return_attention=True
    )
    ids = torch.tensor([[*tokens.encode(TEXT[0]), 2]])
    with torch.no_grad():
        _, scores = model(ids, torch.tensor([[1]]), ids >= 0)
    expected = torch.softmax(scores, -1)[0, 0].tolist()
    got = result.attention[0][0]
    assert got == pytest.approx(expected[: len(got)], abs=0.02)


def test_a_package_can_be_trained_further(package):
    path, model, _ = package
    again = restore.restore(path)
    assert again.shape == model.shape
    for name, value in model.state_dict().items():
        assert torch.allclose(again.state_dict()[name], value, atol=0.02), name
    assert restore.tokens_seen(path) == 0  # it has no card that says so
