"""How our own workbook of a plan is laid out: written by `writing`, read back by `own`.

The sheet people see has one row a line with our code in its first column; a hidden sheet remembers what stood in
each row when it was written, so that reading it back tells an edit in Excel from a change made meanwhile.
"""

FORMAT = "budgetplan-plan-1"
PLAN_SHEET = "แผนการใช้จ่าย"
MEMORY_SHEET = "_budgetplan"
HEADER_ROW = 4
FIRST_ROW = 5
TOTAL_CODE = "รวม"
COLUMNS = ("code", "number", "name", "annual", "q1", "q2", "q3", "q4", "note", "check")
COLUMN_OF = {name: index for index, name in enumerate(COLUMNS, start=1)}
TYPED_FIELDS = ("name", "annual", "q1", "q2", "q3", "q4", "note")
MEMORY_HEADINGS = ("code", "key", "kind", *TYPED_FIELDS)
