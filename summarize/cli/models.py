"""The commands about models."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summarize.cli.console import show
from summarize.cli.options import AsJson
from summarize.errors import ModelError

app = typer.Typer(help="See, fetch, check and carry models.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="A model of `summarize models list`.")]
Names = Annotated[list[str], typer.Argument(metavar="NAME...", help="Models of `summarize models list`.")]


@app.command("list")
def list_models(json: AsJson = False) -> None:
    """List all models: which are here, which can be fetched, size, licence, languages, scores."""
    from summarize.cli.tables import models_table
    from summarize.models.registry import Registry
    from summarize.models.store import ModelStore
    from summarize.render.json import dumps

    models = ModelStore().available(Registry.load())
    show(dumps(models=list(models)) if json else models_table(models))


@app.command("show")
def show_model(name: Name) -> None:
    """Print the card of a model: intended use, data, licence, scores, limits."""
    from summarize.models.cards import render_card
    from summarize.models.registry import Registry
    from summarize.models.store import ModelStore

    spec = Registry.load().get(name)
    show(render_card(spec, ModelStore().state(spec).folder))


@app.command()
def pull(
    name: Annotated[
        str, typer.Argument(metavar="NAME|LANGUAGE", help="A model, or a language to get the best for.")
    ],
    revision: Annotated[str, typer.Option(metavar="COMMIT", help="Instead of the pinned one.")] = "",
) -> None:
    """Fetch a model from its hub."""
    from summarize.cli.download import download_bar
    from summarize.models.registry import Registry
    from summarize.models.store import ModelStore

    spec = Registry.load().find(name)
    with download_bar() as progress:
        folder = ModelStore().pull(spec, revision=revision, progress=progress)
    typer.echo(f"{spec.name} is in {folder}. `summarize models verify {spec.name}` tries it.")


@app.command()
def verify(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="By default all models that are here.")
    ] = None,
) -> None:
    """Check the files of models against their checksums and let each answer a question."""
    from summarize.models.load import engine_answer
    from summarize.models.registry import Registry
    from summarize.models.store import ModelStore
    from summarize.models.verify import verify_model

    registry, store = Registry.load(), ModelStore()
    specs = [registry.get(name) for name in names or ()] or [spec for spec in registry if store.has(spec)]
    failed = []
    for spec in specs:
        found = verify_model(spec, store, engine_answer)
        typer.echo(
            f"{spec.name}: {'; '.join(found.problems) or f'{found.checked} files right, answers well'}"
        )
        failed += [spec.name] if found.problems else []
    if failed:
        raise ModelError(f"not right: {', '.join(failed)}. Fetch them again, or install the package again.")


@app.command()
def remove(names: Names) -> None:
    """Delete fetched models."""
    from summarize.models.registry import Registry
    from summarize.models.store import ModelStore

    registry, store = Registry.load(), ModelStore()
    for spec in [registry.get(name) for name in names]:
        typer.echo(f"{spec.name} removed, {store.remove(spec) / 1e6:.0f} MB freed.")


@app.command()
def bundle(
    names: Names,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.tar", help="The bundle to write.")],
) -> None:
    """Pack fetched models into one file, to carry to a machine without a network."""
    from summarize.models.bundle import bundle_models
    from summarize.models.registry import Registry
    from summarize.models.store import ModelStore

    registry = Registry.load()
    made = bundle_models([registry.get(name) for name in names], ModelStore(), output)
    typer.echo(f"{output}: {len(made.models)} models, {made.size / 1e6:.0f} MB.")
    typer.echo(f"On the other machine: summarize models install {output.name}")


@app.command()
def install(
    file: Annotated[Path, typer.Argument(metavar="FILE.tar", help="A bundle of `summarize models bundle`.")],
) -> None:
    """Install the models of a bundle, after checking every file."""
    from summarize.models.bundle import install_bundle
    from summarize.models.registry import Registry
    from summarize.models.store import ModelStore

    made = install_bundle(file, ModelStore(), Registry.load())
    typer.echo(f"Installed: {', '.join(model.name for model in made.models)}.")


@app.command()
def where() -> None:
    """Print the folder of fetched models."""
    from summarize.models.store import ModelStore

    show(str(ModelStore().root))
