"""An extension that another workspace builds is imported and works."""

import unittest

import greeter


class GreeterTest(unittest.TestCase):
    def test_greets(self):
        self.assertEqual(greeter.Greeter("Hello").greet("ferrule"), "Hello, ferrule")


if __name__ == "__main__":
    unittest.main()
