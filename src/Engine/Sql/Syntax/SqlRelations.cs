using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;

namespace Grader.Engine.Sql.Syntax;

/// <summary><c>VALUES (1, 'a'), (2, 'b')</c>: columns col1, col2 … of constant expressions.</summary>
internal sealed record InlineTable(Seq<Seq<Expression>> Rows) : LeafPlan;

/// <summary>A function in FROM: <c>range(10)</c>, <c>explode(array(1, 2))</c>.</summary>
internal sealed record TableValuedFunction(string Name, Seq<Expression> Arguments) : LeafPlan;

/// <summary>Names for the columns of a relation in FROM: <c>t AS x(a, b)</c>.</summary>
internal sealed record ColumnAliases(LogicalPlan Child, Seq<string> Names) : UnaryPlan(Child);

/// <summary>LIMIT and OFFSET as written: constant expressions that analysis evaluates.</summary>
internal sealed record SqlLimit(LogicalPlan Child, Expression? Limit, Expression? Offset) : UnaryPlan(Child);

/// <summary>NATURAL JOIN: on all columns of the same name.</summary>
internal sealed record NaturalJoin(LogicalPlan Left, LogicalPlan Right, JoinType JoinType) : BinaryPlan(Left, Right);

/// <summary>A join whose right side, a query or a function, may use the columns of the left.</summary>
internal sealed record LateralJoin(LogicalPlan Left, LogicalPlan Right, Expression? Condition, JoinType JoinType) : BinaryPlan(Left, Right);

/// <summary><c>PIVOT (sum(x) AS s FOR (a, b) IN (…))</c>. Groups by the columns that it does not name.</summary>
/// <param name="Values">Constants, or lists of them as <c>struct</c>; each may have an alias.</param>
internal sealed record SqlPivot(LogicalPlan Child, Seq<Expression> Aggregates, Seq<Expression> Columns, Seq<Expression> Values) : UnaryPlan(Child);

/// <summary><c>UNPIVOT (value FOR name IN (a, b AS 'x'))</c>.</summary>
/// <param name="ValueColumns">Names of the value columns, as many as each of <paramref name="Sets"/> has columns.</param>
internal sealed record Unpivot(LogicalPlan Child, bool IncludeNulls, Seq<string> ValueColumns, string NameColumn, Seq<UnpivotSet> Sets) : UnaryPlan(Child);

internal sealed record UnpivotSet(Seq<Expression> Columns, string? Alias);

/// <summary><c>TABLESAMPLE</c> by rows; a sample by percent or bucket is a <see cref="Sample"/>.</summary>
internal sealed record SampleRows(LogicalPlan Child, Expression Count) : UnaryPlan(Child);
