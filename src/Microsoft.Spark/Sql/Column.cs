using Grader.Plans.Session;
using Microsoft.Spark.Hosting;
using Microsoft.Spark.Sql.Expressions;

namespace Microsoft.Spark.Sql;

public sealed class Column : IHasOrigin
{
    private E.Expression expression;

    internal Column(E.Expression expression) => this.expression = expression;

    internal E.Expression Expression => expression;

    public static Column operator +(Column lhs, object rhs) => lhs.Plus(rhs);

    public static Column operator -(Column lhs, object rhs) => lhs.Minus(rhs);

    public static Column operator *(Column lhs, object rhs) => lhs.Multiply(rhs);

    public static Column operator /(Column lhs, object rhs) => lhs.Divide(rhs);

    public static Column operator %(Column lhs, object rhs) => lhs.Mod(rhs);

    public static Column operator ==(Column lhs, object rhs) => lhs.EqualTo(rhs);

    public static Column operator !=(Column lhs, object rhs) => lhs.NotEqual(rhs);

    public static Column operator >(Column lhs, object rhs) => lhs.Gt(rhs);

    public static Column operator <(Column lhs, object rhs) => lhs.Lt(rhs);

    public static Column operator >=(Column lhs, object rhs) => lhs.Geq(rhs);

    public static Column operator <=(Column lhs, object rhs) => lhs.Leq(rhs);

    public static Column operator &(Column lhs, Column rhs) => lhs.And(rhs);

    public static Column operator |(Column lhs, Column rhs) => lhs.Or(rhs);

    public static Column operator !(Column self) => Call("not", self);

    public static Column operator -(Column self) => Call("negative", self);

    public Column Plus(object rhs) => Call("+", this, rhs);

    public Column Minus(object rhs) => Call("-", this, rhs);

    public Column Multiply(object rhs) => Call("*", this, rhs);

    public Column Divide(object rhs) => Call("/", this, rhs);

    public Column Mod(object rhs) => Call("%", this, rhs);

    public Column EqualTo(object rhs) => Call("==", this, rhs);

    public Column NotEqual(object rhs) => !EqualTo(rhs);

    public Column EqNullSafe(object obj) => Call("<=>", this, obj);

    public Column Gt(object rhs) => Call(">", this, rhs);

    public Column Lt(object rhs) => Call("<", this, rhs);

    public Column Geq(object rhs) => Call(">=", this, rhs);

    public Column Leq(object rhs) => Call("<=", this, rhs);

    public Column And(Column other) => Call("and", this, other);

    public Column Or(Column other) => Call("or", this, other);

    public Column BitwiseAND(object other) => Call("&", this, other);

    public Column BitwiseOR(object other) => Call("|", this, other);

    public Column BitwiseXOR(object other) => Call("^", this, other);

    public Column Between(object lowerBound, object upperBound) => Geq(lowerBound).And(Leq(upperBound));

    public Column IsNull() => Call("isnull", this);

    public Column IsNotNull() => Call("isnotnull", this);

    public Column IsNaN() => Call("isnan", this);

    public Column IsIn(params bool[] list) => In(list);

    public Column IsIn(params decimal[] list) => In(list);

    public Column IsIn(params double[] list) => In(list);

    public Column IsIn(params float[] list) => In(list);

    public Column IsIn(params int[] list) => In(list);

    public Column IsIn(params long[] list) => In(list);

    public Column IsIn(params short[] list) => In(list);

    public Column IsIn(params string[] list) => In(list);

    public Column Like(string literal) => Call("like", this, literal);

    public Column RLike(string literal) => Call("rlike", this, literal);

    public Column Contains(object other) => Call("contains", this, other);

    public Column StartsWith(string literal) => Call("startswith", this, literal);

    public Column StartsWith(Column other) => Call("startswith", this, other);

    public Column EndsWith(string literal) => Call("endswith", this, literal);

    public Column EndsWith(Column other) => Call("endswith", this, other);

    public Column SubStr(int startPos, int len) => Call("substr", this, startPos, len);

    public Column SubStr(Column startPos, Column len) => Call("substr", this, startPos, len);

    public Column GetItem(object key) => Apply(key);

    public Column GetField(string fieldName) => Apply(fieldName);

    public Column Apply(object extraction) =>
        Make("apply", () => new E.UnresolvedExtractValue(expression, ExternalValues.ToExpression(extraction)));

    public Column Cast(string to) => Make("cast", () => new E.Cast(expression, null, to));

    public Column Alias(string alias) => Make("alias", () => new E.Alias(expression, alias));

    public Column As(string alias) => Alias(alias);

    public Column As(IEnumerable<string> alias) => Make("as", () => new E.Alias(expression, alias.ToSeq()));

    public Column Name(string alias) => Alias(alias);

    public Column Asc() => Order(E.SortDirection.Ascending, E.NullOrdering.NullsFirst);

    public Column AscNullsFirst() => Asc();

    public Column AscNullsLast() => Order(E.SortDirection.Ascending, E.NullOrdering.NullsLast);

    public Column Desc() => Order(E.SortDirection.Descending, E.NullOrdering.NullsLast);

    public Column DescNullsFirst() => Order(E.SortDirection.Descending, E.NullOrdering.NullsFirst);

    public Column DescNullsLast() => Desc();

    public Column When(Column condition, object value) => Case([condition.expression, ExternalValues.ToExpression(value)], "when");

    public Column Otherwise(object value) => Case([ExternalValues.ToExpression(value)], "otherwise");

    /// <summary>This struct with a field set: replaced where it is there, added at the end where it is not. Dots lead into nested structs.</summary>
    [Since("3.1.0")]
    public Column WithField(string fieldName, Column column) => Make("withField", () => new E.UpdateFields(expression, fieldName, column.expression));

    /// <summary>This struct without those fields; names that are none are ignored. Dots lead into nested structs.</summary>
    [Since("3.1.0")]
    public Column DropFields(params string[] fieldNames) => Make("dropFields", () =>
        fieldNames.Aggregate(expression, (changed, name) => new E.UpdateFields(changed, name, null)));

    /// <summary>Prints the expression as SQL, or, extended, as Spark's plans print it.</summary>
    public void Explain(bool extended) =>
        Console.WriteLine(Text(extended ? ExpressionStyle.Tree : ExpressionStyle.Sql));

    /// <summary>Computes this function over all rows of the frame, as one partition without order.</summary>
    public Column Over() => Over(Window.Unpartitioned);

    /// <summary>Computes this aggregate or window function for each row over the rows that the window gives it.</summary>
    public Column Over(WindowSpec window) => Make("over", () => new E.WindowExpression(expression, window.Specification));

    public override bool Equals(object obj) => obj is Column other && expression == other.expression;

    public override int GetHashCode() => expression.GetHashCode();

    /// <summary>As Spark names a column that has no name of its own: <c>(a + 1)</c>.</summary>
    public override string ToString() => Text(ExpressionStyle.Pretty);

    void IHasOrigin.NoteOrigin(Origin origin)
    {
        if (!expression.Origin.IsKnown)
        {
            expression = expression with { Origin = origin };
        }
    }

    internal static Column Call(string name, params object[] arguments) =>
        Make(name, () => new E.UnresolvedFunction(name, arguments.Select(ExternalValues.ToExpression).ToSeq()));

    internal static Column CallDistinct(string name, IEnumerable<Column> arguments) =>
        Make(name, () => new E.UnresolvedFunction(name, arguments.Select(argument => argument.expression).ToSeq(), true));

    internal static Column Named(string name, long? planId = null) => new(
        name == "*" ? new E.UnresolvedStar()
        : name.EndsWith(".*", StringComparison.Ordinal) ? new E.UnresolvedStar(name[..^2])
        : new E.UnresolvedAttribute(name, planId));

    /// <summary>A column's name as one part, whatever is in it.</summary>
    internal static string Quoted(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    internal static Column CallIgnoringNulls(string name, params object[] arguments) =>
        Make(name, () => new E.IgnoreNulls((E.UnresolvedFunction)Call(name, arguments).expression));

    private Column In<TValue>(TValue[] list) => Call("in", [this, .. list.Cast<object>()]);

    /// <summary>This column as a sort key: ascending unless it says otherwise.</summary>
    internal E.SortOrder ToSortOrder() => expression as E.SortOrder ?? (E.SortOrder)Asc().expression;

    private Column Order(E.SortDirection direction, E.NullOrdering nulls) => Make("sort", () => new E.SortOrder(expression, direction, nulls));

    internal static Column Make(string method, Func<E.Expression> build) => new(SparkCall.Build(method, build));

    private string Text(ExpressionStyle style) =>
        SparkCall.Invoke(SparkSession.ActiveOrDefault ?? SparkSession.Current, "explain", client => client.ExplainExpression(expression, style));

    private Column Case(Seq<E.Expression> branch, string method)
    {
        if (expression is not E.UnresolvedFunction { Name: "when" } cases)
        {
            throw SparkCall.Failure(method, SparkException.IllegalArgument(
                $"{method}() can only be applied on a Column previously generated by when() function"));
        }

        // An odd number of arguments: the last one is the default.
        if (cases.Arguments.Count % 2 == 1)
        {
            throw SparkCall.Failure(method, SparkException.IllegalArgument(method == "when"
                ? "when() cannot be applied once otherwise() is applied"
                : "otherwise() can only be applied once on a Column previously generated by when()"));
        }

        return Make(method, () => new E.UnresolvedFunction("when", [.. cases.Arguments, .. branch]));
    }
}
