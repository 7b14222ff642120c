using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary>An expression after analysis: names are attributes with ids, every node knows its type and whether it can be null.</summary>
/// <remarks>The set of nodes is closed. Evaluation is not here: <see cref="ExpressionCompiler"/> turns a tree into an evaluator.</remarks>
public abstract record ResolvedExpression
{
    private protected ResolvedExpression() { }

    public abstract DataType Type { get; }

    public abstract bool Nullable { get; }

    /// <summary>The student's call that made this node.</summary>
    public Origin Origin { get; init; }

    public virtual Seq<ResolvedExpression> Children => [];

    /// <summary>Rebuilds this node over mapped children; returns this very node when no child changed.</summary>
    public virtual ResolvedExpression MapChildren(Func<ResolvedExpression, ResolvedExpression> map) => this;
}

/// <summary>What Spark keeps in an attribute's metadata.</summary>
/// <param name="WatermarkDelayMs"><c>spark.watermarkDelayMs</c>: the attribute is event time with that delay; null where it is not.</param>
/// <param name="IsTimeWindow">The attribute is the result of <c>window</c> or <c>session_window</c>, so <c>window_time</c> accepts it.</param>
/// <param name="IsSessionWindow">It is that of <c>session_window</c>: grouping by it merges what touches.</param>
public readonly record struct AttributeMetadata(long? WatermarkDelayMs, bool IsTimeWindow, bool IsSessionWindow = false);

/// <summary>A column of an operator's input, by id. Ids come from the session, so plans print the same in every run.</summary>
/// <param name="Qualifier">Parts before the name by which the column may be addressed: a view's or sub-query's alias.</param>
public sealed record AttributeReference(
    string Name, DataType DataType, bool IsNullable, long Id, AttributeMetadata Metadata = default, Seq<string> Qualifier = default) : ResolvedExpression
{
    public override DataType Type => DataType;

    public override bool Nullable => IsNullable;

    /// <summary>A lambda's parameter is no column of any plan: its id is below those of all columns and says how deep the lambda stands.</summary>
    public bool IsLambdaVariable => Id <= OutermostLambdaVariableId;

    /// <summary>The parameter of a lambda inside of <paramref name="enclosing"/> others; equal lambdas have equal parameters.</summary>
    public static AttributeReference LambdaVariable(DataType type, bool nullable, int enclosing) =>
        new("namedlambdavariable()", type, nullable, OutermostLambdaVariableId - enclosing);

    private const long OutermostLambdaVariableId = -1_000_000;
}

/// <summary>A constant as a value of the engine.</summary>
public sealed record Constant(Datum Value, DataType DataType) : ResolvedExpression
{
    public override DataType Type => DataType;

    public override bool Nullable => Value.IsNull;

    public bool Equals(Constant? other) => other is not null && DataType == other.DataType && DatumComparer.Identical(Value, other.Value);

    public override int GetHashCode() => HashCode.Combine(DataType, DatumComparer.IdentityHash(Value));
}

/// <summary>A name and id for a result; <paramref name="Metadata"/> is what the new attribute carries.</summary>
public sealed record NamedExpression(ResolvedExpression Child, string Name, long Id, AttributeMetadata Metadata = default) : ResolvedExpression
{
    public override DataType Type => Child.Type;

    public override bool Nullable => Child.Nullable;

    public override Seq<ResolvedExpression> Children => [Child];

    public override ResolvedExpression MapChildren(Func<ResolvedExpression, ResolvedExpression> map) =>
        map(Child) is var child && ReferenceEquals(child, Child) ? this : this with { Child = child };

    public AttributeReference ToAttribute() => new(Name, Type, Nullable, Id, Metadata);
}

/// <param name="IsImplicit">Put in by type coercion, or written as a function: invisible in generated names.</param>
/// <param name="IsTry">Null where an ANSI cast fails, instead of wrapping around or guessing.</param>
public sealed record CastExpression(ResolvedExpression Child, DataType DataType, bool IsImplicit, bool IsTry = false) : ResolvedExpression
{
    public override DataType Type => DataType;

    public override bool Nullable => Child.Nullable || IsTry || CastRules.CanFail(Child.Type, DataType);

    public override Seq<ResolvedExpression> Children => [Child];

    public override ResolvedExpression MapChildren(Func<ResolvedExpression, ResolvedExpression> map) =>
        map(Child) is var child && ReferenceEquals(child, Child) ? this : this with { Child = child };
}

/// <summary>A scalar function or operator from the registry over coerced arguments.</summary>
/// <param name="Result">The type that the function gives for these arguments, and whether it may be null.</param>
public sealed record FunctionCall(ScalarFunction Function, Seq<ResolvedExpression> Arguments, ResultType Result) : ResolvedExpression
{
    public override DataType Type => Result.Type;

    public override bool Nullable => Result.Nullable;

    public override Seq<ResolvedExpression> Children => Arguments;

    public override ResolvedExpression MapChildren(Func<ResolvedExpression, ResolvedExpression> map) =>
        Arguments.MapUnchanged(map) is var arguments && arguments.AsImmutableArray() == Arguments.AsImmutableArray()
            ? this
            : this with { Arguments = arguments };
}

/// <summary>Type and nullability of a result.</summary>
public readonly record struct ResultType(DataType Type, bool Nullable);

/// <summary>An aggregate function over its input rows; stands only inside an Aggregate's output.</summary>
public sealed record AggregateCall(
    AggregateFunction Function, Seq<ResolvedExpression> Arguments, ResultType Result, bool IsDistinct, ResolvedExpression? Filter) : ResolvedExpression
{
    public override DataType Type => Result.Type;

    public override bool Nullable => Result.Nullable;

    public override Seq<ResolvedExpression> Children => Filter is null ? Arguments : [.. Arguments, Filter];

    public override ResolvedExpression MapChildren(Func<ResolvedExpression, ResolvedExpression> map)
    {
        Seq<ResolvedExpression> arguments = Arguments.MapUnchanged(map);
        ResolvedExpression? filter = Filter is null ? null : map(Filter);
        return arguments.AsImmutableArray() == Arguments.AsImmutableArray() && ReferenceEquals(filter, Filter)
            ? this
            : this with { Arguments = arguments, Filter = filter };
    }
}

/// <summary>explode, posexplode, inline … : several rows for one; stands only in a Generate operator after analysis.</summary>
/// <param name="Outer">Gives one row of nulls where there would be none.</param>
public sealed record GeneratorCall(GeneratorFunction Function, Seq<ResolvedExpression> Arguments, Seq<StructField> Outputs, bool Outer) : ResolvedExpression
{
    public override DataType Type => new StructType(Outputs);

    public override bool Nullable => false;

    public override Seq<ResolvedExpression> Children => Arguments;

    public override ResolvedExpression MapChildren(Func<ResolvedExpression, ResolvedExpression> map) =>
        Arguments.MapUnchanged(map) is var arguments && arguments.AsImmutableArray() == Arguments.AsImmutableArray()
            ? this
            : this with { Arguments = arguments };
}

/// <summary><c>window(time, duration, slide, start)</c>, microseconds; the analyzer replaces it by struct-making operators (spark-semantics 3.5).</summary>
public sealed record TimeWindow(ResolvedExpression Time, long WindowDuration, long SlideDuration, long StartTime) : ResolvedExpression
{
    public override DataType Type => new StructType([new("start", Time.Type), new("end", Time.Type)]);

    public override bool Nullable => false;

    public override Seq<ResolvedExpression> Children => [Time];

    public override ResolvedExpression MapChildren(Func<ResolvedExpression, ResolvedExpression> map) =>
        map(Time) is var time && ReferenceEquals(time, Time) ? this : this with { Time = time };
}

/// <summary><c>session_window(time, gap)</c>; the analyzer replaces it by a column.</summary>
/// <param name="Gap">A calendar interval, or text that says one.</param>
public sealed record SessionWindow(ResolvedExpression Time, ResolvedExpression Gap) : ResolvedExpression
{
    public override DataType Type => new StructType([new("start", Time.Type), new("end", Time.Type)]);

    public override bool Nullable => false;

    public override Seq<ResolvedExpression> Children => [Time, Gap];

    public override ResolvedExpression MapChildren(Func<ResolvedExpression, ResolvedExpression> map)
    {
        ResolvedExpression time = map(Time), gap = map(Gap);
        return ReferenceEquals(time, Time) && ReferenceEquals(gap, Gap) ? this : this with { Time = time, Gap = gap };
    }
}

/// <summary>A lambda: its parameters are attributes bound by the higher-order function.</summary>
public sealed record Lambda(Seq<AttributeReference> Parameters, ResolvedExpression Body) : ResolvedExpression
{
    public override DataType Type => Body.Type;

    public override bool Nullable => Body.Nullable;

    public override Seq<ResolvedExpression> Children => [Body];

    public override ResolvedExpression MapChildren(Func<ResolvedExpression, ResolvedExpression> map) =>
        map(Body) is var body && ReferenceEquals(body, Body) ? this : this with { Body = body };
}

/// <summary>A sort key over a resolved expression.</summary>
public sealed record SortKey(ResolvedExpression Child, bool Descending, bool NullsLast) : ResolvedExpression
{
    public override DataType Type => Child.Type;

    public override bool Nullable => Child.Nullable;

    public override Seq<ResolvedExpression> Children => [Child];

    public override ResolvedExpression MapChildren(Func<ResolvedExpression, ResolvedExpression> map) =>
        map(Child) is var child && ReferenceEquals(child, Child) ? this : this with { Child = child };
}
