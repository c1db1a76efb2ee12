import json
import urllib.error
import urllib.request

from in_task import ASK, InTask


class TaskEndpoint(InTask):
    """What programs in real containers find at 169.254.170.2."""

    def test_a_program_in_a_container_reads_about_its_task(self):
        task, said = self.run_to_end("reader", ASK)
        document = json.loads(said)
        self.assertEqual(document["TaskARN"], task)
        self.assertEqual(document["Family"], "reader")
        self.assertEqual(document["Containers"][0]["Name"], "app")

    def container_in(self, mode):
        task, said = self.run_to_end(mode, ASK, mode)
        document = json.loads(said)
        self.assertEqual(document["TaskARN"], task)
        return document["Containers"][0]

    def test_one_in_the_hosts_network_does_too(self):
        self.assertEqual(self.container_in("host")["Networks"][0]["NetworkMode"], "host")

    def test_one_with_an_address_of_its_own_reads_that_address(self):
        network = self.container_in("awsvpc")["Networks"][0]
        self.assertEqual(network["NetworkMode"], "awsvpc")
        self.assertTrue(network["IPv4Addresses"][0].startswith("10.251."), network)

    def test_a_container_reads_what_it_uses(self):
        """Twice, for rates; in a task with an address of its own by version 2 as well. Until it is known that the
        container runs, there is nothing to read."""
        busy = "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done"
        read = "wget -qO- $ECS_CONTAINER_METADATA_URI_V4/stats"
        _, said = self.run_to_end("uses", (
            f"until {read} > /tmp/first; grep -q cpu_stats /tmp/first; do :; done; cat /tmp/first; echo; "
            f"until {read} > /tmp/last; grep -q network_rate_stats /tmp/last; do {busy}; done; "
            "cat /tmp/last; echo; wget -qO- http://169.254.170.2/v2/stats; echo"), "awsvpc")
        first, last, by_address = (json.loads(line) for line in said.splitlines())
        self.assertGreater(first["memory_stats"]["usage"], 0)
        self.assertNotIn("network_rate_stats", first)
        self.assertGreater(last["network_rate_stats"]["rx_bytes_per_sec"], 0)  # what it has just asked
        self.assertGreater(
            last["cpu_stats"]["cpu_usage"]["total_usage"], last["precpu_stats"]["cpu_usage"]["total_usage"])
        self.assertEqual(list(by_address), [last["id"]])

    def test_a_guessed_path_is_answered_with_nothing(self):
        self.run_to_end("first", "true")  # from now on the address is there
        with self.assertRaises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(f"http://169.254.170.2/v4/{'0' * 32}-{'0' * 32}", timeout=5)
        self.assertEqual(caught.exception.code, 404)

    def test_the_sdk_in_a_container_finds_the_credentials_of_its_role(self):
        self.check_sdk()
