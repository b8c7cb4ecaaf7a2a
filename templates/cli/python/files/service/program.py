"""The commands and their options. A command line says what is to be done; `perform` does it."""

import contextlib
import io
from collections.abc import Sequence

import click

from service.exit_codes import Exit, UsageError
from service.options import global_options
from service.orders.import_orders import import_orders, read_orders
from service.orders.order import Order, check_order_id, order_request
from service.orders.wait_for_order import wait_for_order
# compendium:slot commands-imports sorted
from service.perform import GlobalOptions, Outcome, Work, failure, perform, show
from service.problem import Problem
from service.shop import Shop
from service.terminal import Terminal

EXIT_CODES = """
Exit codes: 0 done, 1 refused by the service, 2 a mistake in the command or the configuration,
3 no answer (run the same command again), 70 a fault of this program, 130 interrupted.
"""
# Up to a day.
SECONDS = click.FloatRange(min=0, min_open=True, max=86_400)


async def run(argv: Sequence[str], terminal: Terminal) -> Exit:
    """Runs one command line. Gives the exit code; never raises and never ends the process."""
    options = GlobalOptions()
    # What click prints itself: help.
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            arguments = list(argv) or ["--help"]
            work = program.main(arguments, "{{name}}", standalone_mode=False, obj=options)
    except click.ClickException as error:
        # The flag may stand where it was not read any more.
        as_json = options.json or "--json" in argv
        return show(terminal, as_json, failure(UsageError(error.format_message())))
    terminal.out(said.getvalue())
    return await perform(terminal, options, work) if callable(work) else Exit.DONE


@click.group(epilog=EXIT_CODES)
@global_options
def program() -> None:
    """Places orders and tells what became of them."""


@program.command()
@click.option("--item", required=True, help="What is ordered.")
@click.option(
    "--amount", type=int, required=True, help="The total, in the smallest unit of the currency."
)
@click.option("--quantity", type=int, default=1, show_default=True, help="How many.")
@click.option("--id", "order_id", help="Its id; the same id is never ordered twice.")
@click.option("--wait", is_flag=True, help="Until it is no longer pending.")
@click.option("--timeout", type=SECONDS, default=30, help="How many seconds to wait at most.")
@global_options
def place(
    item: str, amount: int, quantity: int, order_id: str | None, wait: bool, timeout: float
) -> Work:
    """Place an order."""

    async def work(shop: Shop) -> Outcome:
        request = order_request({"item": item, "quantity": quantity, "amountCents": amount})
        given = None if order_id is None else check_order_id(order_id)
        with shop.operation():
            order = await shop.place(given, request)
        return told(await wait_for_order(shop, order.id, timeout) if wait else order)

    return work


@program.command("show")
@click.argument("order_id", metavar="ID")
@global_options
def show_order(order_id: str) -> Work:
    """Show an order."""

    async def work(shop: Shop) -> Outcome:
        with shop.operation():
            order = await shop.find(check_order_id(order_id))
        if order is None:
            raise Problem(f"there is no order {order_id}", status=404, code="not-found")
        return Outcome(line_of(order), order.to_json())

    return work


@program.command("wait")
@click.argument("order_id", metavar="ID")
@click.option("--timeout", type=SECONDS, default=30, help="How many seconds at most.")
@global_options
def wait_command(order_id: str, timeout: float) -> Work:
    """Wait until an order is no longer pending."""

    async def work(shop: Shop) -> Outcome:
        return told(await wait_for_order(shop, check_order_id(order_id), timeout))

    return work


@program.command("import")
@click.argument("file")
@global_options
def import_command(file: str) -> Work:
    """Place an order for each line of FILE: {"id", "item", "quantity", "amountCents"}."""

    async def work(shop: Shop) -> Outcome:
        result = await import_orders(shop, read_orders(file))
        lines = [f"refused {one['id']}: {one['why']}" for one in result.refused]
        lines.append(f"{result.placed} placed, {len(result.refused)} refused, {result.left} left")
        if result.left:
            lines.append("Run the same command again: what was placed stays as it is.")
        return Outcome("\n".join(lines), result.to_json(), result.code)

    return work
# compendium:slot commands


def told(order: Order) -> Outcome:
    """An order that ended otherwise than hoped for is a refusal."""
    is_refused = order.status in ("declined", "out-of-stock")
    code = Exit.REFUSED if is_refused else Exit.DONE
    return Outcome(line_of(order), order.to_json(), code)


def line_of(order: Order) -> str:
    what = f"{order.quantity} x {order.item}, {order.amount_cents} cents"
    return f"{order.id}  {order.status}  {what}"
