"""What several commands share."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from typing import TypeAlias

from import_tools.network.architecture import ARCHITECTURES, RELU, Architecture
from import_tools.preprocessing import (
    GREY,
    IMAGENET_MEAN,
    IMAGENET_STD,
    RGB,
    SHORTER_SIDE_CROP,
    SQUASH,
    Preprocessing,
)

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_architecture(command: argparse.ArgumentParser) -> None:
    """``--arch``, which a checkpoint does not say itself."""
    command.add_argument("--arch", required=True, choices=sorted(ARCHITECTURES))
    add_head_activation(command)


def add_head_activation(command: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    """``--head-activation``, which a checkpoint does not say either."""
    command.add_argument(
        "--head-activation",
        choices=[RELU],
        default="",
        help="what is between the layers of a head of two: fc = Sequential(Linear, ReLU, Linear), "
        "with dropouts or without",
    )


def architecture_of(options: argparse.Namespace) -> Architecture:
    """What ``add_architecture`` was given."""
    return replace(ARCHITECTURES[options.arch], head_activation=options.head_activation)


def add_input_contract(command: argparse.ArgumentParser) -> None:
    """How films become the network's input."""
    group = command.add_argument_group("input contract: how the network was trained")
    group.add_argument("--height", type=int, default=224)
    group.add_argument("--width", type=int, default=224)
    group.add_argument("--resize", choices=[SQUASH, SHORTER_SIDE_CROP], default=SQUASH)
    group.add_argument("--shorter-side", type=int, default=256, help=f"for {SHORTER_SIDE_CROP}")
    group.add_argument("--colour", choices=[GREY, RGB], default=GREY)
    group.add_argument("--mean", type=float, nargs="+", default=IMAGENET_MEAN, help="per channel")
    group.add_argument("--std", type=float, nargs="+", default=IMAGENET_STD, help="per channel")


def preprocessing_of(options: argparse.Namespace) -> Preprocessing:
    """What ``add_input_contract`` was given."""
    return Preprocessing(
        height=options.height,
        width=options.width,
        resize=options.resize,
        shorter_side=options.shorter_side if options.resize == SHORTER_SIDE_CROP else 0,
        colour=options.colour,
        channels=len(options.mean),
        mean=tuple(options.mean),
        std=tuple(options.std),
    )


def say(line: str) -> None:
    """Tells the user what is being done, apart from the result on standard output."""
    print(line, file=sys.stderr)
