"""Checkpoint files are read exactly, and nothing in them runs."""

import pickle
import struct
import zipfile

import numpy as np
import pytest

from checkpoints import (
    pickled_tensor,
    write_pth,
    write_safetensors,
    write_zip,
)
from import_tools.checkpoint import read_checkpoint
from import_tools.errors import ImportToolsError

WEIGHT = np.arange(6, dtype=np.float32).reshape(2, 3)


@pytest.mark.parametrize("dtype", ["float32", "float64", "float16", "int64"])
def test_reads_every_number_type(tmp_path, dtype) -> None:
    tensors = {"a": WEIGHT.astype(dtype), "b": np.ones(4, dtype=dtype)}
    read = read_checkpoint(write_pth(tmp_path / "c.pth", tensors))
    assert list(read) == ["a", "b"]
    for name, tensor in tensors.items():
        np.testing.assert_array_equal(read[name], tensor)
        assert read[name].dtype == tensor.dtype


def test_reads_a_scalar(tmp_path) -> None:
    read = read_checkpoint(write_pth(tmp_path / "c.pth", {"bn.num_batches_tracked": np.array(7)}))
    assert read["bn.num_batches_tracked"].shape == ()
    assert int(read["bn.num_batches_tracked"]) == 7


def test_widens_bfloat16_without_loss(tmp_path) -> None:
    bits = (WEIGHT.view(np.uint32) >> 16).astype(np.uint16)
    item = pickled_tensor(0, bits, storage="BFloat16Storage")
    pickled = b"\x80\x02}(X\x01\x00\x00\x00a" + item + b"u."
    read = read_checkpoint(write_zip(tmp_path / "c.pth", pickled, [bits]))
    np.testing.assert_array_equal(read["a"], WEIGHT)
    assert read["a"].dtype == np.float32


@pytest.mark.parametrize("wrap", ["state_dict", "model_state_dict"])
def test_unwraps_what_training_scripts_put_around(tmp_path, wrap) -> None:
    read = read_checkpoint(write_pth(tmp_path / "c.pth", {"a": WEIGHT}, wrap=wrap))
    assert list(read) == ["a"]


def test_removes_the_prefix_of_data_parallel(tmp_path) -> None:
    read = read_checkpoint(write_pth(tmp_path / "c.pth", {"module.a": WEIGHT, "module.b": WEIGHT}))
    assert list(read) == ["a", "b"]


def test_keeps_a_prefix_that_not_all_tensors_have(tmp_path) -> None:
    read = read_checkpoint(write_pth(tmp_path / "c.pth", {"module.a": WEIGHT, "b": WEIGHT}))
    assert list(read) == ["module.a", "b"]


def test_reads_strided_views_of_one_storage(tmp_path) -> None:
    flat = np.arange(12, dtype=np.float32)
    item = pickled_tensor(0, flat, offset=1, size=(2, 3), stride=(1, 4))
    pickled = b"\x80\x02}(X\x01\x00\x00\x00a" + item + b"u."
    read = read_checkpoint(write_zip(tmp_path / "c.pth", pickled, [flat]))
    np.testing.assert_array_equal(read["a"], [[1, 5, 9], [2, 6, 10]])


@pytest.mark.parametrize(
    "view",
    [
        {"size": (5, 3)},
        {"size": (2, 3), "offset": 1},
        {"size": (2, 3), "stride": (100, 1)},
        {"size": (2, 3), "stride": (-3, 1)},
        {"size": (2, 3), "offset": -1},
        {"size": (2, 3), "stride": (1,)},
    ],
)
def test_refuses_a_view_beyond_its_storage(tmp_path, view) -> None:
    item = pickled_tensor(0, WEIGHT, **view)
    pickled = b"\x80\x02}(X\x01\x00\x00\x00a" + item + b"u."
    with pytest.raises(ImportToolsError, match=r"beyond its storage|impossible shape"):
        read_checkpoint(write_zip(tmp_path / "c.pth", pickled, [WEIGHT]))


def test_refuses_a_pickle_that_would_run_code(tmp_path) -> None:
    class Evil:
        def __reduce__(self):
            import os

            return os.system, (f"touch {tmp_path / 'ran'}",)

    pickled = pickle.dumps({"a": Evil()}, protocol=2)
    with pytest.raises(ImportToolsError, match=r"posix\.system.*could run code"):
        read_checkpoint(write_zip(tmp_path / "c.pth", pickled))
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "name", ["builtins\neval", "torch\nload", "torch.storage\n_load_from_bytes", "numpy\nload"]
)
def test_refuses_every_name_that_is_not_listed(tmp_path, name) -> None:
    pickled = b"\x80\x02c" + name.encode() + b"\n."
    with pytest.raises(ImportToolsError, match="could run code"):
        read_checkpoint(write_zip(tmp_path / "c.pth", pickled))


def test_refuses_a_compressed_storage(tmp_path) -> None:
    bomb = np.zeros(10**6, dtype=np.float32)
    pickled = b"\x80\x02}(X\x01\x00\x00\x00a" + pickled_tensor(0, bomb) + b"u."
    path = write_zip(tmp_path / "c.pth", pickled, [bomb], zipfile.ZIP_DEFLATED)
    with pytest.raises(ImportToolsError, match="compressed"):
        read_checkpoint(path)


def test_refuses_a_storage_of_another_length(tmp_path) -> None:
    pickled = b"\x80\x02}(X\x01\x00\x00\x00a" + pickled_tensor(0, WEIGHT) + b"u."
    with pytest.raises(ImportToolsError, match="20 bytes instead of 24"):
        read_checkpoint(write_zip(tmp_path / "c.pth", pickled, [WEIGHT.ravel()[:5]]))


def test_names_a_missing_storage(tmp_path) -> None:
    pickled = b"\x80\x02}(X\x01\x00\x00\x00a" + pickled_tensor(0, WEIGHT) + b"u."
    with pytest.raises(ImportToolsError, match="lacks its storage 0"):
        read_checkpoint(write_zip(tmp_path / "c.pth", pickled))


@pytest.mark.parametrize(
    "pickled", [b"", b"\x80\x02", b"\x80\x02}(u", b"\x80\x02X\xff\xff\xff\x7fa"]
)
def test_a_damaged_object_table_is_one_clear_error(tmp_path, pickled) -> None:
    with pytest.raises(ImportToolsError, match="damaged"):
        read_checkpoint(write_zip(tmp_path / "c.pth", pickled))


def test_a_cut_off_file_is_one_clear_error(tmp_path) -> None:
    path = write_pth(tmp_path / "c.pth", {"a": WEIGHT})
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(ImportToolsError, match="cut-off"):
        read_checkpoint(path)


def test_a_spoiled_byte_is_noticed(tmp_path) -> None:
    path = write_pth(tmp_path / "c.pth", {"a": WEIGHT})
    content = path.read_bytes()
    at = content.index(WEIGHT.tobytes())
    path.write_bytes(content[:at] + b"\xff" + content[at + 1 :])
    with pytest.raises(ImportToolsError, match="damaged"):
        read_checkpoint(path)


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (b"", "is empty"),
        (b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.rest", "legacy format of PyTorch before 1.6"),
        (b"\0" * 257 + b"ustar" + b"\0" * 200, "legacy format of PyTorch before 1.6"),
        (b"\x89HDF\r\n\x1a\n" + b"\0" * 100, "HDF5"),
        (b"\x80\x04\x95plain", "plain pickle"),
        (b"hello, I am text", "neither"),
    ],
)
def test_says_what_a_wrong_file_is(tmp_path, head, message) -> None:
    path = tmp_path / "c.pth"
    path.write_bytes(head)
    with pytest.raises(ImportToolsError, match=message):
        read_checkpoint(path)


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (["metadata.json", "config.json", "model.weights.h5"], "Keras 3"),
        (["archive/data.pkl", "archive/code/__torch__.py"], "TorchScript"),
        (["word/document.xml"], "no PyTorch checkpoint"),
    ],
)
def test_says_what_a_wrong_zip_is(tmp_path, entries, message) -> None:
    path = tmp_path / "c.pth"
    with zipfile.ZipFile(path, "w") as archive:
        for entry in entries:
            archive.writestr(entry, "x")
    with pytest.raises(ImportToolsError, match=message):
        read_checkpoint(path)


def test_a_missing_file_is_one_clear_error(tmp_path) -> None:
    with pytest.raises(ImportToolsError, match="cannot read the checkpoint"):
        read_checkpoint(tmp_path / "missing.pth")
    with pytest.raises(ImportToolsError, match="cannot read the checkpoint"):
        read_checkpoint(tmp_path)


@pytest.mark.parametrize("content", [b"\x80\x02K\x01.", b"\x80\x02}.", b"\x80\x02]."])
def test_refuses_a_file_without_a_state_dict(tmp_path, content) -> None:
    with pytest.raises(ImportToolsError, match="no state_dict"):
        read_checkpoint(write_zip(tmp_path / "c.pth", content))


def test_names_entries_that_are_no_tensors(tmp_path) -> None:
    pickled = b"\x80\x02}(X\x05\x00\x00\x00epochK\x03u."
    with pytest.raises(ImportToolsError, match="epoch are no tensors"):
        read_checkpoint(write_zip(tmp_path / "c.pth", pickled))


def test_reads_big_endian_archives(tmp_path) -> None:
    path = tmp_path / "c.pth"
    pickled = b"\x80\x02}(X\x01\x00\x00\x00a" + pickled_tensor(0, WEIGHT) + b"u."
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("archive/data.pkl", pickled)
        archive.writestr("archive/byteorder", "big")
        archive.writestr("archive/data/0", WEIGHT.astype(">f4").tobytes())
    np.testing.assert_array_equal(read_checkpoint(path)["a"], WEIGHT)


def test_reads_safetensors(tmp_path) -> None:
    bits = (WEIGHT.view(np.uint32) >> 16).astype("<u2")
    path = write_safetensors(
        tmp_path / "c.safetensors",
        {
            "module.a": ("F32", [2, 3], WEIGHT.tobytes()),
            "module.b": ("F16", [2, 3], WEIGHT.astype(np.float16).tobytes()),
            "module.c": ("BF16", [2, 3], bits.tobytes()),
            "module.n": ("I64", [], np.array(7).tobytes()),
        },
    )
    read = read_checkpoint(path)
    for name in "abc":
        np.testing.assert_array_equal(read[name], WEIGHT)
    assert int(read["n"]) == 7


def test_refuses_spoiled_safetensors(tmp_path) -> None:
    def write(kind, edit=None):
        entry = {"a": (kind, [2, 3], WEIGHT.tobytes())}
        return write_safetensors(tmp_path / "c.safetensors", entry, edit)

    with pytest.raises(ImportToolsError, match="the type F8_E4M3"):
        read_checkpoint(write("F8_E4M3"))
    with pytest.raises(ImportToolsError, match="cut off or has the wrong size"):
        read_checkpoint(write("F32", lambda header: header["a"].update(shape=[3, 3])))
    with pytest.raises(ImportToolsError, match="cut off or has the wrong size"):
        read_checkpoint(write("F32", lambda header: header["a"].update(data_offsets=[8, 32])))
    with pytest.raises(ImportToolsError, match="entry of a is damaged"):
        read_checkpoint(write("F32", lambda header: header["a"].pop("dtype")))
    with pytest.raises(ImportToolsError, match="entry of a is damaged"):
        read_checkpoint(write("F32", lambda header: header["a"].update(data_offsets=["x", 24])))
    path = tmp_path / "d.safetensors"
    path.write_bytes(struct.pack("<Q", 10) + b"{not json}")
    with pytest.raises(ImportToolsError, match="damaged safetensors header"):
        read_checkpoint(path)
