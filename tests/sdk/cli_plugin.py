"""Loaded into the aws CLI by its configuration: what the CLI is answered is checked as what boto3 is answered."""

import pathlib

import api_model
import reply_check


def awscli_initialize(events):
    source = pathlib.Path(__file__).resolve().parents[2]
    reply_check.ReplyCheck(api_model.load(source)).listen(events)
