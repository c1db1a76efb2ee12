#!/usr/bin/python3
"""Runs one file of stories: run.py PROGRAM test_tasks.py [NAME...]. Exit code 77: it cannot run here, and why."""

import os
import pathlib
import sys
import unittest

SKIPPED = 77


def missing():
    try:
        import boto3  # noqa: F401
    except ImportError as error:
        return f"python3-boto3 is not installed ({error})"
    return None if os.access("/usr/bin/aws", os.X_OK) else "awscli is not installed"


def main(program, file, names):
    if reason := missing():
        print(f"Skipped: {reason}.")
        return SKIPPED
    os.environ["QUAYSIDE_PROGRAM"] = program
    sys.dont_write_bytecode = True
    sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent), str(pathlib.Path(file).resolve().parent)]
    loader = unittest.TestLoader()
    loader.testNamePatterns = [f"*{name}*" for name in names] or None
    tests = loader.loadTestsFromName(pathlib.Path(file).stem)
    result = unittest.TextTestRunner(verbosity=2).run(tests)
    if result.skipped and not result.testsRun:
        print(f"Skipped: {result.skipped[0][1]}.")
        return SKIPPED
    return 0 if result.wasSuccessful() and result.testsRun else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
