"""Threads that use one object at once, in a module that needs no lock of the interpreter's.

Without a lock of the interpreter's each call has its objects to itself; with one, it has everything.
"""

import gc
import subprocess
import sys
import sysconfig
import threading
import time

import hammering
import pytest
from hammering import Cell, Holder, Log, Meeting, Node, Parcel, Point, Stack, Total

FREE_THREADED = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
only_free_threaded = pytest.mark.skipif(not FREE_THREADED, reason="the interpreter has a lock")

THREADS = 4
TIMES = 100


def hammer(*works, threads=THREADS):
    """Runs each of the functions, with the number of the thread, on threads that begin together. Raises what they do."""
    barrier = threading.Barrier(threads)
    errors = []

    def run(index):
        try:
            barrier.wait()
            works[index % len(works)](index)
        except BaseException as error:  # noqa: BLE001: whatever it is, the test must fail by it
            errors.append(error)

    pool = [threading.Thread(target=run, args=(index,)) for index in range(threads)]
    for thread in pool:
        thread.start()
    for thread in pool:
        thread.join()
    if errors:
        raise errors[0]


@pytest.fixture(autouse=True)
def nobody_meets():
    hammering.two_have_met()
    yield
    assert not hammering.two_have_met()


@only_free_threaded
def test_the_module_leaves_the_lock_off():
    script = "import sys, hammering; print(sys._is_gil_enabled())"
    path = ":".join(sys.path)
    result = subprocess.run(
        [sys.executable, "-X", "gil=0", "-c", "import sys; print(sys._is_gil_enabled())"],
        capture_output=True,
        check=True,
    )
    assert result.stdout == b"False\n"
    environment = {"PYTHONPATH": path}
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env=environment)
    assert result.stdout == b"False\n", result.stderr


@only_free_threaded
def test_a_module_that_does_not_say_so_turns_it_on():
    script = "import sys, ownership; print(sys._is_gil_enabled())"
    environment = {"PYTHONPATH": ":".join(sys.path)}
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env=environment)
    assert result.stdout == b"True\n", result.stderr


# --- Locked ---


def test_methods_have_the_object_to_themselves():
    stack = Stack()

    def push(index):
        for number in range(TIMES):
            stack.push(number)
            stack.sum()

    hammer(push)
    assert len(stack) == THREADS * TIMES
    assert stack.sum() == THREADS * sum(range(TIMES))

    def pop(index):
        for _ in range(TIMES):
            stack.pop()

    hammer(pop)
    assert len(stack) == 0
    with pytest.raises(IndexError):
        stack.pop()


def test_fields_and_properties():
    stack = Stack()

    def change(index):
        for number in range(TIMES):
            stack.history = [index] * (number % 50)
            stack.label = f"{index}" * 40

    def read(index):
        for _ in range(TIMES):
            assert len(set(stack.history)) <= 1
            assert len(set(stack.label)) <= 1

    hammer(change, read)


def test_two_objects_of_a_call_in_any_order():
    a, b = Stack(), Stack()
    for number in range(100):
        a.push(number)

    def forth(index):
        for _ in range(TIMES):
            a.move_to(b)
            hammering.exchange(a, b)

    def back(index):
        for _ in range(TIMES):
            b.move_to(a)
            hammering.exchange(b, a)
            a == b  # noqa: B015
            hammering.sum_of_copy(a)

    hammer(forth, back)
    assert a.sum() + b.sum() == sum(range(100))


def test_an_object_with_itself():
    stack = Stack()
    assert hammer(lambda index: [stack == stack for _ in range(TIMES)]) is None


def test_items_and_slices_while_the_object_changes():
    stack = Stack()

    def change(index):
        for number in range(TIMES):
            stack.push(number)
            stack.push(number)
            stack.pop()

    def read(index):
        for _ in range(TIMES):
            try:
                stack[-1], stack[0], stack[1:5], 3 in stack, list(stack)
            except IndexError:
                pass  # shorter by now

    hammer(change, read)


def test_one_iterator_of_several_threads():
    log = Log()
    for number in range(1000):
        log.append(str(number))
    iterator = iter(log)
    seen = []
    hammer(lambda index: seen.extend(iterator))
    assert len(seen) == 1000
    assert sorted(map(int, seen)) == list(range(1000))


def test_iterating_while_the_object_changes():
    log = Log()

    def change(index):
        for number in range(TIMES):
            log.append("x" * 50)
            if number % 20 == 0:
                log.clear()

    def read(index):
        for _ in range(TIMES // 4):
            assert set(log) <= {"x" * 50}

    hammer(change, read)


# --- Not locked ---


def test_a_synchronized_class_sees_to_itself():
    total = Total()
    hammer(lambda index: [total.add(1) for _ in range(TIMES)])
    assert total.sum == THREADS * TIMES


@only_free_threaded
def test_what_cannot_change_is_used_at_once():
    meeting = Meeting()
    hammer(lambda index: meeting.wait() or pytest.fail("alone"), threads=2)


def test_a_frozen_object():
    point = Point(1, 2)

    def use(index):
        for _ in range(TIMES):
            assert (point.x, point.y) == (1, 2)

    hammer(use)


# --- Borrow checked ---


def test_borrows_of_calls_that_do_not_call_back_wait_for_each_other():
    cell = Cell()

    def add(index):
        for _ in range(TIMES):
            cell.add(1)
            assert cell.value > 0

    hammer(add)
    assert cell.value == THREADS * TIMES


def test_a_borrow_is_kept_over_what_gives_up_the_lock():
    cell = Cell()
    refused = []

    def change(index):
        done = 0
        while done < 20:
            try:
                cell.changing(lambda: time.sleep(0.0001))
                done += 1
            except RuntimeError as error:
                assert str(error) == "Already borrowed"  # noqa: PT017
                refused.append(error)

    hammer(change, threads=4)
    assert cell.value == 4 * 20
    assert refused or THREADS == 1


def test_borrows_of_arguments():
    a, b = Cell(), Cell()
    words = {"Already borrowed", "Already mutably borrowed"}

    def forth(index):
        for _ in range(TIMES):
            try:
                a.add_cell(b)
                b.add_cell(a)
                b.value = a.value = 1
            except RuntimeError as error:
                assert str(error) in words  # noqa: PT017

    hammer(forth)


# --- Objects that change hands ---


def test_one_thread_gives_an_object_away():
    before = hammering.parcels()
    sent = []

    def send(parcel):
        def work(index):
            for _ in range(20):
                try:
                    sent.append(hammering.send(parcel))
                except RuntimeError as error:
                    assert "give" in str(error)  # noqa: PT017
                try:
                    assert parcel.weigh() == 3
                    assert parcel.weight == 3
                    assert hammering.weigh(parcel) == 3
                except RuntimeError as error:
                    assert "give" in str(error)  # noqa: PT017

        return work

    for _ in range(15):
        hammer(send(Parcel(3)), threads=4)
    assert sent == [3] * 15
    assert hammering.parcels() == before


def test_a_shared_object_is_one_instance_for_all_threads():
    def take(index):
        for _ in range(TIMES):
            node = hammering.current()
            assert hammering.current() is node
            assert node.number == 7
            del node

    hammer(take)


def test_overriding_methods_of_an_object_that_threads_share():
    class Thrice(Node):
        def twice(self):
            return 3 * self.number

    node = Thrice(5)

    def call(index):
        for _ in range(TIMES):
            assert hammering.twice(node) == 15

    hammer(call)


def test_an_override_that_another_thread_deletes():
    class Odd(Node):
        pass

    node = Odd(5)

    def change(index):
        for number in range(5 * TIMES):
            Odd.twice = lambda self, times=number % 2 + 3: times * self.number
            try:
                del Odd.twice
            except AttributeError:
                pass  # the other thread was faster

    def call(index):
        for _ in range(5 * TIMES):
            assert hammering.twice(node) in (10, 15, 20)

    hammer(change, call)


def test_one_thread_initialises():
    for _ in range(15):
        stack = Stack.__new__(Stack)
        made = []

        def work(index, stack=stack, made=made):
            try:
                stack.__init__()
                made.append(index)
            except RuntimeError:
                pass
            try:
                stack.push(1)
            except TypeError as error:
                assert "has not been called" in str(error)  # noqa: PT017

        hammer(work, threads=4)
        assert len(made) == 1


# --- References ---


def test_collecting_while_references_come_and_go():
    holder = Holder()

    def work(index):
        for number in range(TIMES):
            holder.add([holder])
            if number % 50 == 0:
                holder.clear()
            holder.count()

    def collect(index):
        for _ in range(20):
            gc.collect()

    hammer(work, work, collect)
    holder.clear()
