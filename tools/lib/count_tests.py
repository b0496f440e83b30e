"""Counts test cases from what Bazel told about its runs.

Usage: count_tests.py EVENTS.json...

Reads the build events of `bazel test --build_event_json_file`, and the test.xml in bazel-testlogs that they
name for each test. (Looking for test.xml files would count those of earlier runs too.) A target that
could not be built counts as one failure. Prints `N passed, M failed`; exits 1 on a failure, or if nothing ran.
"""

import json
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree
from collections import Counter


def read_events(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def local_path(uri):
    return urllib.parse.unquote(urllib.parse.urlparse(uri).path)


def reports(events):
    """Yields the path of each test.xml: of the last attempt of each run and shard of a test."""
    last = {}
    for event in events:
        if result := event["id"].get("testResult"):
            outputs = event.get("testResult", {}).get("testActionOutput", [])
            for output in outputs:
                if output["name"] == "test.xml":
                    last[result["label"], result.get("run"), result.get("shard")] = local_path(output["uri"])
    return last.values()


def unbuilt(events):
    """Yields the targets that could not be analysed or built."""
    for event in events:
        if "aborted" in event and "targetConfigured" in event["id"]:
            yield event["id"]["targetConfigured"]["label"]
        if "targetCompleted" in event["id"] and not event.get("completed", {}).get("success"):
            yield event["id"]["targetCompleted"]["label"]


def outcome(case):
    """Returns what became of a <testcase>, in the dialects of GoogleTest, pytest and Bazel."""
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    if case.find("skipped") is not None or case.get("status") == "notrun":
        return "skipped"
    return "passed"


def main(paths):
    count = Counter()
    for path in paths:
        events = read_events(path)
        for report in reports(events):
            count.update(outcome(case) for case in ElementTree.parse(report).iter("testcase"))
        for label in sorted(set(unbuilt(events))):
            print(f"not built: {label}")
            count["failed"] += 1
    if count["skipped"]:
        print(f"{count['skipped']} skipped")
    print(f"{count['passed']} passed, {count['failed']} failed")
    return 1 if count["failed"] or not count["passed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
