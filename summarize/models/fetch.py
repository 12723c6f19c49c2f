"""The only code that uses the network: files of one commit of a hub repository, resumed and checked."""

from __future__ import annotations

import errno
import hashlib
import io
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from summarize.errors import ModelError
from summarize.models.layout import file_sha256

_COMMIT = re.compile(r"[0-9a-f]{40}")
_SHA1 = re.compile(r"[0-9a-f]{40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a hub repository as the hub describes it."""

    path: str
    url: str
    commit: str
    etag: str
    """SHA-256 of a large file, git object id (SHA-1) of a small one."""
    size: int | None


class Hub:
    """A hub repository, read through the `huggingface_hub` client without account, telemetry or Xet.

    The client's own `hf_hub_download` cannot continue a file after its process has ended, so the two calls it
    is made of are used: `get_hf_file_metadata` and `http_get`, the second with what is already there.

    Args:
        repository: `owner/name`.
        revision: commit, branch or tag; a commit is compared with what the hub answers.
        endpoint: address of the hub; empty for the client's default, which `HF_ENDPOINT` sets.
    """

    def __init__(self, repository: str, revision: str, endpoint: str = "") -> None:
        self.repository = repository
        self.revision = revision
        self._endpoint = endpoint.rstrip("/") or None

    def describe(self, path: str) -> RemoteFile | None:
        """Return what the hub says about a file, or None when the repository has no such file.

        Raises:
            ModelError: the hub cannot be reached or refuses, or it answers for another commit.
        """
        from huggingface_hub import get_hf_file_metadata, hf_hub_url
        from huggingface_hub.errors import RemoteEntryNotFoundError

        with self._client():
            url = hf_hub_url(self.repository, path, revision=self.revision, endpoint=self._endpoint)
            try:
                found = get_hf_file_metadata(url, token=False, endpoint=self._endpoint)
            except RemoteEntryNotFoundError:
                return None
        if not found.commit_hash or not found.etag:
            raise ModelError(f"{self._place} does not answer like a hub. Check HF_ENDPOINT and your proxy.")
        if _COMMIT.fullmatch(self.revision) and found.commit_hash != self.revision:
            raise ModelError(
                f"{self._place} answers for commit {found.commit_hash[:8]}. Nothing was fetched."
            )
        return RemoteFile(path, url, found.commit_hash, found.etag, found.size)

    def download(self, file: RemoteFile, target: Path, sha256: str, progress: Callable[[int], None]) -> str:
        """Fetch a file to `target`, continuing an earlier attempt, and return its SHA-256.

        Args:
            file: what to fetch.
            target: where to; it appears only when complete and checked.
            sha256: expected checksum; empty to check against the hub's own.
            progress: called with the number of bytes that have arrived since its last call.

        Raises:
            ModelError: no connection, or the checksum differs.
        """
        from huggingface_hub.file_download import http_get
        from huggingface_hub.utils.tqdm import silent_tqdm

        part = target.with_name(target.name + ".part")
        with self._client(), _Metered(part, progress) as out:
            http_get(
                file.url,
                out,
                resume_size=out.seek(0, io.SEEK_END),
                headers={"user-agent": "summarize"},
                expected_size=file.size,
                tqdm_class=silent_tqdm,
            )
        found = file_sha256(part)
        if not _matches(part, found, sha256, file.etag):
            part.unlink()
            raise ModelError(
                f"{file.path} of {self._place} does not have the expected checksum, so it was thrown away "
                "and nothing was installed. Try again; if it happens twice, do not trust this source."
            )
        part.replace(target)
        return found

    @property
    def _place(self) -> str:
        return f"{self.repository} at {self.revision[:8]}"

    @contextmanager
    def _client(self) -> Iterator[None]:
        """Keep the client quiet and private, and turn its errors into ours."""
        from huggingface_hub import constants
        from huggingface_hub.errors import (
            HfHubHTTPError,
            OfflineModeIsEnabled,
            RepositoryNotFoundError,
            RevisionNotFoundError,
        )

        http_error: type[Exception] = HfHubHTTPError.__bases__[
            0
        ]  # of the client's HTTP library, whichever that is
        constants.HF_HUB_DISABLE_TELEMETRY = True
        logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
        try:
            yield
        except OfflineModeIsEnabled:
            raise ModelError(
                f"HF_HUB_OFFLINE is set, so nothing is fetched. Unset it, or {_BUNDLE}"
            ) from None
        except RepositoryNotFoundError:
            raise ModelError(f"The hub has no public repository {self.repository}. Check its name.") from None
        except RevisionNotFoundError:
            raise ModelError(
                f"{self.repository} has no revision {self.revision}. Check models.yaml."
            ) from None
        except HfHubHTTPError as error:
            answer = f"The hub answered {error.response.status_code} for {self._place}."
            raise ModelError(f"{answer} Try again later, or {_BUNDLE}") from None
        except (http_error, OSError) as error:
            raise ModelError(f"{_reason(error)} Run the command again to continue, or {_BUNDLE}") from None


_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO, errno.EFBIG)
_BUNDLE = (
    "carry the model over from a connected machine: `summarize models bundle NAME -o FILE.tar` there, "
    "`summarize models install FILE.tar` here."
)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in _DISK:
        return f"The disk does not take the file ({error.strerror})."
    if "Consistency check" in str(error):
        return "The download ended too early."
    return "The hub cannot be reached, or the connection was lost."


def _matches(part: Path, found: str, sha256: str, etag: str) -> bool:
    """Compare with the pinned checksum, else with the hub's: SHA-256, or git's id of the content."""
    if sha256:
        return found == sha256
    if _SHA256.fullmatch(etag):
        return found == etag
    return bool(_SHA1.fullmatch(etag)) and _git_id(part) == etag


def _git_id(path: Path) -> str:
    """Return git's object id of a file: the SHA-1 of a header with its size, then its content."""
    header = b"blob %d\0" % path.stat().st_size
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.sha1(header, usedforsecurity=False)).hexdigest()


class _Metered(io.BufferedRandom):
    """The growing file of a download, which reports what is written to it."""

    def __init__(self, path: Path, progress: Callable[[int], None]) -> None:
        path.touch()
        super().__init__(io.FileIO(path, "r+"))
        self._progress = progress

    def write(self, data: object) -> int:
        written = super().write(data)  # type: ignore[arg-type]
        self._progress(written)
        return written
