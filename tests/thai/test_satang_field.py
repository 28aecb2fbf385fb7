"""SatangField in a real table: Decimal baht in Python, whole satang in the column, on both databases."""

from decimal import Decimal

import pytest
from django.contrib.admin import AdminSite, ModelAdmin
from django.core import serializers
from django.core.exceptions import FieldError, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.writer import MigrationWriter
from django.db.models import Avg, Case, F, Max, Min, Q, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.forms import modelform_factory
from django.test.utils import isolate_apps
from django.utils import translation

from budgetplan.thai.money import AmountError, AmountField, SatangField, from_satang


@pytest.fixture(scope="module")
def model(django_db_setup, django_db_blocker):
    """A model with a table of its own, known to nobody else: a total that must be the sum of two halves."""
    with isolate_apps("budgetplan.thai"):

        class Pair(models.Model):
            first = SatangField("first half", default=0)
            second = SatangField(default=0)
            total = SatangField(null=True, blank=True)

            class Meta:
                app_label = "thai"
                constraints = [
                    models.CheckConstraint(
                        condition=Q(total__isnull=True) | Q(total=F("first") + F("second")),
                        name="thai_pair_total",
                    ),
                    models.CheckConstraint(condition=Q(first__gte=Decimal(0)), name="thai_pair_not_negative"),
                ]

            def __str__(self):
                return f"{self.first} + {self.second}"

    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Pair)
        yield Pair
        with connection.schema_editor() as editor:
            editor.delete_model(Pair)


@pytest.fixture
def pairs(db, model):
    """The manager of two rows: 1.50 + 2.00 and 10.01 + 20.00."""
    model.objects.create(first=Decimal("1.50"), second=Decimal(2), total=Decimal("3.50"))
    model.objects.create(first=Decimal("10.01"), second=20)
    return model.objects


def baht(text):
    return Value(Decimal(text), output_field=SatangField())


def first_halves(pairs):
    return exactly(pairs.order_by("pk").values_list("first", flat=True))


def exactly(values):
    """Values with their type and their number of decimals."""
    return [repr(value) for value in values]


def test_the_column_holds_whole_satang(pairs, model):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT first, second, total FROM {model._meta.db_table} ORDER BY id")  # noqa: S608
        assert cursor.fetchall() == [(150, 200, 350), (1001, 2000, None)]


def test_rows_and_values_give_decimal_baht(pairs):
    assert first_halves(pairs) == ["Decimal('1.50')", "Decimal('10.01')"]
    assert repr(pairs.last().second) == "Decimal('20.00')"
    assert pairs.last().total is None


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (Q(first=Decimal("1.50")), 1),
        (Q(first="๑.๕๐"), 1),
        (Q(first__gt=10), 1),
        (Q(first__gte=Decimal("10.01")), 1),
        (Q(first__lt=Decimal("10.01")), 1),
        (Q(first__lte=Decimal("10.01")), 2),
        (Q(first__in=[Decimal("1.5"), 7]), 1),
        (Q(first__range=(1, 11)), 2),
        (Q(first__gte=-5), 2),
        (Q(first__lt=F("second") - baht("5")), 1),
        (Q(total=F("first") + F("second")), 1),
    ],
)
def test_filters_compare_baht(pairs, condition, found):
    assert pairs.filter(condition).count() == found


def test_aggregates_give_decimal_baht(pairs):
    figures = pairs.aggregate(
        sum=Sum("first"),
        least=Min("first"),
        most=Max("first"),
        average=Avg("first"),
        both=Sum(F("first") + F("second")),
        some=Sum("first", filter=Q(total=None)),
        none=Sum("total", filter=Q(pk=-1)),
        nothing=Sum("total", filter=Q(pk=-1), default=Decimal(0)),
    )
    assert {name: repr(value) for name, value in figures.items()} == {
        "sum": "Decimal('11.51')",
        "least": "Decimal('1.50')",
        "most": "Decimal('10.01')",
        "average": "Decimal('5.75')",
        "both": "Decimal('33.51')",
        "none": "None",
        "nothing": "Decimal('0.00')",
        "some": "Decimal('10.01')",
    }


@pytest.mark.parametrize(
    ("expression", "amounts"),
    [
        (F("first") + F("second"), ["3.50", "30.01"]),
        (F("second") - F("first"), ["0.50", "9.99"]),
        (F("first") - F("second"), ["-0.50", "-9.99"]),
        (F("first") * 3, ["4.50", "30.03"]),
        (3 * F("first"), ["4.50", "30.03"]),
        (F("first") + baht("0.50"), ["2.00", "10.51"]),
        (Coalesce("total", "first"), ["3.50", "10.01"]),
        (Coalesce("total", baht("9")), ["3.50", "9.00"]),
        (Greatest("first", "second"), ["2.00", "20.00"]),
        (Case(When(total=None, then=F("second")), default=baht("0.01")), ["0.01", "20.00"]),
    ],
)
def test_expressions_give_decimal_baht(pairs, expression, amounts):
    found = pairs.annotate(answer=expression).order_by("pk").values_list("answer", flat=True)
    assert exactly(found) == [f"Decimal('{amount}')" for amount in amounts]


@pytest.mark.parametrize("expression", [F("first") + 1, F("first") + Decimal(1), F("first") - F("id"), F("id") * 2])
def test_an_update_refuses_an_expression_that_is_no_amount(pairs, expression):
    with pytest.raises(FieldError), transaction.atomic():
        pairs.update(first=expression)
    assert first_halves(pairs) == ["Decimal('1.50')", "Decimal('10.01')"]


def test_an_annotation_refuses_a_bare_number(pairs):
    with pytest.raises(FieldError):
        list(pairs.annotate(answer=F("first") + Decimal(1)))


def test_update_with_amounts_and_expressions(pairs):
    pairs.filter(total=None).update(first=F("first") + F("second"), second=Decimal("0.25"))
    pairs.filter(total=None).update(first=F("first") + baht("0.50"))
    changed = pairs.get(total=None)
    assert (str(changed.first), str(changed.second)) == ("30.51", "0.25")


def test_bulk_create_and_bulk_update(db, model):
    rows = model.objects.bulk_create([model(first=Decimal("0.01")), model(first=5)])
    for row in rows:
        row.second = Decimal("7.77")
    model.objects.bulk_update(rows, ["second"])
    stored = model.objects.order_by("pk").values_list("first", "second")
    assert [exactly(row) for row in stored] == [
        ["Decimal('0.01')", "Decimal('7.77')"],
        ["Decimal('5.00')", "Decimal('7.77')"],
    ]


def test_a_check_of_sums_holds_for_every_satang(db, model):
    satang = [(n, 3 * n, 4 * n) for n in range(2000)]
    halves = [[from_satang(amount) for amount in row] for row in satang]
    model.objects.bulk_create(model(first=first, second=second, total=both) for first, second, both in halves)
    assert model.objects.filter(total=F("first") + F("second")).count() == 2000


@pytest.mark.parametrize(
    "amounts",
    [
        {"first": Decimal(1), "second": Decimal(2), "total": Decimal("3.01")},
        {"first": Decimal("-0.01"), "second": Decimal(0)},
    ],
)
def test_the_database_refuses_what_breaks_a_check(db, model, amounts):
    with pytest.raises(IntegrityError):
        model.objects.create(**amounts)


def test_full_clean_knows_the_checks_too(db, model):
    with pytest.raises(ValidationError, match="thai_pair_total"):
        model(first=1, second=2, total=4).full_clean()
    model(first=1, second=2, total=3).full_clean()


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (1.5, TypeError),
        (0.0, TypeError),
        (True, TypeError),
        (Decimal("0.001"), AmountError),
        (Decimal("NaN"), AmountError),
        ("1.234", AmountError),
        ("-5", AmountError),
    ],
)
def test_saving_and_filtering_refuse_floats_and_parts_of_a_satang(db, model, value, error):
    with pytest.raises(error), transaction.atomic():
        model.objects.create(first=value)
    with pytest.raises(error):
        model.objects.filter(first__gte=value)
    assert not model.objects.exists()


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("1.234", "decimals"),
        ("-5", "negative"),
        (Decimal(-5), "negative"),
        ("ห้า", "not_a_number"),
        (1.5, "not_a_number"),
        (Decimal(1000000000000), "too_large"),
    ],
)
def test_full_clean_refuses_with_our_sentence(db, model, value, code):
    with pytest.raises(ValidationError) as caught:
        model(first=value).full_clean()
    assert [error.code for error in caught.value.error_dict["first"]] == [code]


def test_full_clean_takes_typed_text(db, model):
    row = model(first="๒๒,๕๐๐")
    row.full_clean()
    assert repr(row.first) == "Decimal('22500.00')"


def test_migrations_name_the_field_by_its_module(model):
    name, path, arguments, options = model._meta.get_field("first").deconstruct()
    assert (name, path, arguments) == ("first", "budgetplan.thai.money.SatangField", [])
    assert options == {"verbose_name": "first half", "default": 0}
    assert MigrationWriter.serialize(model._meta.get_field("total")) == (
        "budgetplan.thai.money.SatangField(blank=True, null=True)",
        {"import budgetplan.thai.money"},
    )


def test_rows_survive_being_dumped_and_loaded(pairs):
    row = pairs.first()
    assert row._meta.get_field("first").value_to_string(row) == "1.50"
    (dumped,) = serializers.serialize("python", [row])
    assert dumped["fields"] == {"first": Decimal("1.50"), "second": Decimal("2.00"), "total": Decimal("3.50")}


def test_the_forms_field_reads_what_people_type(model):
    form = modelform_factory(model, fields=["first", "second"])({"first": "๒๒,๕๐๐.๕ บาท", "second": "-"})
    assert form.is_valid()
    assert form.cleaned_data == {"first": Decimal("22500.50"), "second": Decimal("0.00")}


def test_the_forms_field_says_what_is_wrong_and_keeps_what_was_typed(model):
    form = modelform_factory(model, fields=["first", "second"])({"first": "-5", "second": ""})
    with translation.override("th"):
        assert form.errors == {
            "first": ["จำนวนเงินต้องไม่ติดลบ โปรดพิมพ์ 0 หรือมากกว่า"],
            "second": ["โปรดกรอกช่องนี้"],
        }
    assert 'value="-5"' in str(form["first"])


def test_the_forms_field_shows_separators_and_asks_a_phone_for_digits(pairs, model):
    form = modelform_factory(model, fields=["first"])(instance=model(first=Decimal("22500.50")))
    widget = str(form["first"])
    assert 'type="text"' in widget
    assert 'value="22,500.50"' in widget
    assert 'inputmode="decimal"' in widget


def test_a_default_is_an_amount_before_the_row_is_read_back(model):
    assert [repr(getattr(model(), name)) for name in ("first", "total")] == ["Decimal('0.00')", "None"]


def test_a_blank_amount_is_none_where_it_may_be(model):
    form = modelform_factory(model, fields=["total"])({"total": " "})
    assert form.is_valid()
    assert form.cleaned_data == {"total": None}


@pytest.mark.parametrize(("typed", "changed"), [("22,500", False), ("๒๒๕๐๐.๐๐", False), ("22,501", True), ("", True)])
def test_an_amount_typed_otherwise_is_no_change(typed, changed):
    assert AmountField().has_changed(Decimal("22500.00"), typed) is changed


def test_the_admin_keeps_the_text_box(model):
    field = ModelAdmin(model, AdminSite()).formfield_for_dbfield(model._meta.get_field("first"), None)
    assert isinstance(field, AmountField)
    assert field.widget.input_type == "text"
