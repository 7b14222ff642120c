using System.Text;
using Grader.Plans.Types;

namespace Grader.Plans.Expressions;

/// <summary>An expression as the program wrote it: names are not resolved, types are not known.</summary>
/// <remarks>The nodes mirror Spark Connect's <c>spark.connect.Expression</c> one to one, by name. The set is closed.</remarks>
public abstract record Expression
{
    /// <summary>Levels an expression may have. Building a deeper one is refused where its node is made: no walk over a tree can then exhaust the stack.</summary>
    public const int MaxDepth = 1000;

    private int depth;

    /// <exception cref="SparkException">The tree under this node has more than <see cref="MaxDepth"/> levels.</exception>
    private protected Expression()
    {
        // Positional properties are set before this constructor runs, so the children are there already.
        if (Depth > MaxDepth)
        {
            throw SparkException.IllegalArgument($"The expression is nested more than {MaxDepth} levels deep.");
        }
    }

    // A copy made by "with" may get other children, so it must not inherit the depth.
    protected Expression(Expression original) => Origin = original.Origin;

    /// <summary>The student's call that made this node.</summary>
    public Origin Origin { get; init; }

    public virtual Seq<Expression> Children => [];

    /// <summary>Levels of the tree, this node included: 1 for a leaf. Not part of equality.</summary>
    public int Depth
    {
        get
        {
            if (depth == 0)
            {
                int below = 0;
                foreach (Expression child in Children)
                {
                    below = Math.Max(below, child.Depth);
                }

                depth = below + 1;
            }

            return depth;
        }
    }

    public virtual bool Equals(Expression? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>Prints nothing here: derived records print their own members, and children would come twice.</summary>
    protected virtual bool PrintMembers(StringBuilder builder) => false;

    /// <summary>Rebuilds this node over mapped children; returns this very node when no child changed.</summary>
    public virtual Expression MapChildren(Func<Expression, Expression> map) => this;
}

/// <summary>A constant.</summary>
/// <param name="Value">
/// Null, or the type's physical value: bool, sbyte, short, int, long, float, double, <see cref="SparkDecimal"/>, string, Seq&lt;byte&gt;;
/// DATE an int of days, TIMESTAMP and TIMESTAMP_NTZ a long of microseconds, day-time intervals a long of microseconds,
/// year-month intervals an int of months, calendar intervals a <see cref="CalendarInterval"/>.
/// </param>
public sealed record Literal(object? Value, DataType Type) : Expression;

/// <summary>Months, days and microseconds of a calendar interval, kept apart as Spark does.</summary>
public readonly record struct CalendarInterval(int Months, int Days, long Microseconds);

/// <summary>A column by name as written: dots separate parts, back-quotes escape (<c>`a.b`.c</c>).</summary>
/// <param name="PlanId">Id of the DataFrame the column was taken from (<c>df["t"]</c>); null for <c>Col("t")</c>.</param>
public sealed record UnresolvedAttribute(string Name, long? PlanId = null) : Expression;

/// <summary><c>*</c> or <c>target.*</c>.</summary>
public sealed record UnresolvedStar(string? Target = null) : Expression;

/// <summary>
/// A function or operator by name. Operators use Spark Connect's names: <c>+ - * / % == &lt;=&gt; &lt; &lt;= &gt; &gt;= and or not</c>,
/// <c>negative</c>, <c>isnull</c>, <c>isnotnull</c>, <c>in</c>, <c>like</c>, <c>rlike</c>, <c>when</c>
/// (condition, value pairs, then an optional default). <c>!=</c> is <c>not(==)</c>.
/// </summary>
/// <param name="Filter">The condition of SQL's <c>FILTER (WHERE …)</c>; only the parser makes one.</param>
public sealed record UnresolvedFunction(string Name, Seq<Expression> Arguments, bool IsDistinct = false, Expression? Filter = null) : Expression
{
    public override Seq<Expression> Children => Filter is null ? Arguments : [.. Arguments, Filter];

    public override Expression MapChildren(Func<Expression, Expression> map)
    {
        Seq<Expression> arguments = Arguments.MapUnchanged(map);
        Expression? filter = Filter is null ? null : map(Filter);
        return arguments.IsSameAs(Arguments) && ReferenceEquals(filter, Filter)
            ? this
            : this with { Arguments = arguments, Filter = filter };
    }
}

/// <summary>A call of a function of the program's own, which runs in the program's process.</summary>
/// <param name="FunctionName">For messages and generated column names.</param>
/// <param name="FunctionId">Names the code to the program's side.</param>
/// <param name="IsDeterministic">False where the optimizer must not move it.</param>
public sealed record CommonInlineUserDefinedFunction(
    string FunctionName, int FunctionId, DataType ReturnType, bool IsDeterministic, Seq<Expression> Arguments) : Expression
{
    public override Seq<Expression> Children => Arguments;

    public override Expression MapChildren(Func<Expression, Expression> map) =>
        Arguments.MapUnchanged(map) is var arguments && arguments.IsSameAs(Arguments) ? this : this with { Arguments = arguments };
}

/// <summary>SQL text of one expression, parsed by the engine: <c>expr("…")</c>, <c>selectExpr</c>, filter strings.</summary>
public sealed record ExpressionString(string Text) : Expression;

/// <summary>A name for a column; several names for a generator's columns.</summary>
public sealed record Alias(Expression Child, Seq<string> Names) : Expression
{
    public Alias(Expression child, string name) : this(child, [name]) { }

    public override Seq<Expression> Children => [Child];

    public override Expression MapChildren(Func<Expression, Expression> map) =>
        map(Child) is var child && ReferenceEquals(child, Child) ? this : this with { Child = child };
}

/// <summary>A cast. <see cref="TypeText"/> is the type as text where the program gave text (<c>Cast("int")</c>), else null.</summary>
public sealed record Cast(Expression Child, DataType? Type, string? TypeText = null, bool IsTry = false) : Expression
{
    public override Seq<Expression> Children => [Child];

    public override Expression MapChildren(Func<Expression, Expression> map) =>
        map(Child) is var child && ReferenceEquals(child, Child) ? this : this with { Child = child };
}

public enum SortDirection { Ascending, Descending }

public enum NullOrdering { NullsFirst, NullsLast }

/// <summary>A sort key. Ascending puts nulls first and descending last unless said otherwise.</summary>
public sealed record SortOrder(Expression Child, SortDirection Direction, NullOrdering NullOrdering) : Expression
{
    public override Seq<Expression> Children => [Child];

    public override Expression MapChildren(Func<Expression, Expression> map) =>
        map(Child) is var child && ReferenceEquals(child, Child) ? this : this with { Child = child };
}

/// <summary><c>child[extraction]</c> and <c>child.field</c>: a struct field, array element (from 0) or map value.</summary>
public sealed record UnresolvedExtractValue(Expression Child, Expression Extraction) : Expression
{
    public override Seq<Expression> Children => [Child, Extraction];

    public override Expression MapChildren(Func<Expression, Expression> map)
    {
        Expression child = map(Child), extraction = map(Extraction);
        return ReferenceEquals(child, Child) && ReferenceEquals(extraction, Extraction)
            ? this
            : this with { Child = child, Extraction = extraction };
    }
}

/// <summary><c>withField</c>, or without a value <c>dropFields</c> of one field.</summary>
/// <param name="FieldName">The field's name as written; dots lead into nested structs.</param>
public sealed record UpdateFields(Expression Child, string FieldName, Expression? Value) : Expression
{
    public override Seq<Expression> Children => Value is null ? [Child] : [Child, Value];

    public override Expression MapChildren(Func<Expression, Expression> map)
    {
        Expression child = map(Child);
        Expression? value = Value is null ? null : map(Value);
        return ReferenceEquals(child, Child) && ReferenceEquals(value, Value) ? this : this with { Child = child, Value = value };
    }
}

/// <summary>The columns whose names match a regular expression, for <c>colRegex</c>.</summary>
/// <param name="Pattern">Java's syntax, without the back-quotes.</param>
/// <param name="PlanId">Id of the DataFrame.</param>
public sealed record UnresolvedRegex(string Pattern, string? Table, long? PlanId) : Expression;

/// <summary>A lambda of a higher-order function: <c>x -> x + 1</c>.</summary>
public sealed record LambdaFunction(Expression Body, Seq<string> Parameters) : Expression
{
    public override Seq<Expression> Children => [Body];

    public override Expression MapChildren(Func<Expression, Expression> map) =>
        map(Body) is var body && ReferenceEquals(body, Body) ? this : this with { Body = body };
}

/// <summary>A parameter of an enclosing lambda.</summary>
public sealed record UnresolvedNamedLambdaVariable(string Name) : Expression;
