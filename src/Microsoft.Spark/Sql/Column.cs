using Grader.Plans.Session;
using Microsoft.Spark.Hosting;
using Microsoft.Spark.Sql.Expressions;

namespace Microsoft.Spark.Sql;

/// <summary>A column, or an expression over columns: what a query computes for each row.</summary>
public sealed class Column : IHasOrigin
{
    private E.Expression expression;

    internal Column(E.Expression expression) => this.expression = expression;

    internal E.Expression Expression => expression;

    /// <summary>Sum. Null where a side is null.</summary>
    public static Column operator +(Column lhs, object rhs) => lhs.Plus(rhs);

    /// <summary>Difference. Null where a side is null.</summary>
    public static Column operator -(Column lhs, object rhs) => lhs.Minus(rhs);

    /// <summary>Product. Null where a side is null.</summary>
    public static Column operator *(Column lhs, object rhs) => lhs.Multiply(rhs);

    /// <summary>Quotient: a DOUBLE for whole numbers too. Null for a divisor of zero.</summary>
    public static Column operator /(Column lhs, object rhs) => lhs.Divide(rhs);

    /// <summary>Remainder with the dividend's sign. Null for a divisor of zero.</summary>
    public static Column operator %(Column lhs, object rhs) => lhs.Mod(rhs);

    /// <summary>Whether both sides are equal: a column, not a <see cref="bool"/>. Null where a side is null.</summary>
    public static Column operator ==(Column lhs, object rhs) => lhs.EqualTo(rhs);

    /// <summary>Whether the sides differ. Null where a side is null.</summary>
    public static Column operator !=(Column lhs, object rhs) => lhs.NotEqual(rhs);

    /// <summary>Whether the left side is greater. Null where a side is null.</summary>
    public static Column operator >(Column lhs, object rhs) => lhs.Gt(rhs);

    /// <summary>Whether the left side is smaller. Null where a side is null.</summary>
    public static Column operator <(Column lhs, object rhs) => lhs.Lt(rhs);

    /// <summary>Whether the left side is greater or equal. Null where a side is null.</summary>
    public static Column operator >=(Column lhs, object rhs) => lhs.Geq(rhs);

    /// <summary>Whether the left side is smaller or equal. Null where a side is null.</summary>
    public static Column operator <=(Column lhs, object rhs) => lhs.Leq(rhs);

    /// <summary>Whether both conditions hold. False as soon as one is, even if the other is null.</summary>
    public static Column operator &(Column lhs, Column rhs) => lhs.And(rhs);

    /// <summary>Whether one of the conditions holds. True as soon as one is, even if the other is null.</summary>
    public static Column operator |(Column lhs, Column rhs) => lhs.Or(rhs);

    /// <summary>Whether the condition does not hold. Null stays null.</summary>
    public static Column operator !(Column self) => Call("not", self);

    /// <summary>The number with the other sign.</summary>
    public static Column operator -(Column self) => Call("negative", self);

    /// <summary>Sum. Null where a side is null.</summary>
    public Column Plus(object rhs) => Call("+", this, rhs);

    /// <summary>Difference. Null where a side is null.</summary>
    public Column Minus(object rhs) => Call("-", this, rhs);

    /// <summary>Product. Null where a side is null.</summary>
    public Column Multiply(object rhs) => Call("*", this, rhs);

    /// <summary>Quotient: a DOUBLE for whole numbers too. Null for a divisor of zero.</summary>
    public Column Divide(object rhs) => Call("/", this, rhs);

    /// <summary>Remainder with the dividend's sign. Null for a divisor of zero.</summary>
    public Column Mod(object rhs) => Call("%", this, rhs);

    /// <summary>Whether both are equal. Null where one is null.</summary>
    public Column EqualTo(object rhs) => Call("==", this, rhs);

    /// <summary>Whether they differ. Null where one is null.</summary>
    public Column NotEqual(object rhs) => !EqualTo(rhs);

    /// <summary>Whether both are equal, where null equals null: never null itself.</summary>
    public Column EqNullSafe(object obj) => Call("<=>", this, obj);

    /// <summary>Whether this is greater. Null where one is null.</summary>
    public Column Gt(object rhs) => Call(">", this, rhs);

    /// <summary>Whether this is smaller. Null where one is null.</summary>
    public Column Lt(object rhs) => Call("<", this, rhs);

    /// <summary>Whether this is greater or equal. Null where one is null.</summary>
    public Column Geq(object rhs) => Call(">=", this, rhs);

    /// <summary>Whether this is smaller or equal. Null where one is null.</summary>
    public Column Leq(object rhs) => Call("<=", this, rhs);

    /// <summary>Whether both conditions hold. False as soon as one is, even if the other is null.</summary>
    public Column And(Column other) => Call("and", this, other);

    /// <summary>Whether one of the conditions holds. True as soon as one is, even if the other is null.</summary>
    public Column Or(Column other) => Call("or", this, other);

    /// <summary>The bits that both whole numbers have.</summary>
    public Column BitwiseAND(object other) => Call("&", this, other);

    /// <summary>The bits that one of the whole numbers has.</summary>
    public Column BitwiseOR(object other) => Call("|", this, other);

    /// <summary>The bits that exactly one of the whole numbers has.</summary>
    public Column BitwiseXOR(object other) => Call("^", this, other);

    /// <summary>Whether the value lies between two others, both included.</summary>
    public Column Between(object lowerBound, object upperBound) => Geq(lowerBound).And(Leq(upperBound));

    /// <summary>Whether the value is null.</summary>
    public Column IsNull() => Call("isnull", this);

    /// <summary>Whether the value is not null.</summary>
    public Column IsNotNull() => Call("isnotnull", this);

    /// <summary>Whether the value is the DOUBLE or FLOAT that is no number. False for null.</summary>
    public Column IsNaN() => Call("isnan", this);

    /// <summary>Whether the value is one of these. Null where it is null.</summary>
    public Column IsIn(params bool[] list) => In(list);

    /// <inheritdoc cref="IsIn(bool[])"/>
    public Column IsIn(params decimal[] list) => In(list);

    /// <inheritdoc cref="IsIn(bool[])"/>
    public Column IsIn(params double[] list) => In(list);

    /// <inheritdoc cref="IsIn(bool[])"/>
    public Column IsIn(params float[] list) => In(list);

    /// <inheritdoc cref="IsIn(bool[])"/>
    public Column IsIn(params int[] list) => In(list);

    /// <inheritdoc cref="IsIn(bool[])"/>
    public Column IsIn(params long[] list) => In(list);

    /// <inheritdoc cref="IsIn(bool[])"/>
    public Column IsIn(params short[] list) => In(list);

    /// <inheritdoc cref="IsIn(bool[])"/>
    public Column IsIn(params string[] list) => In(list);

    /// <summary>Whether the whole text matches an SQL pattern: <c>%</c> for any characters, <c>_</c> for one.</summary>
    public Column Like(string literal) => Call("like", this, literal);

    /// <summary>Whether a part of the text matches a regular expression.</summary>
    public Column RLike(string literal) => Call("rlike", this, literal);

    /// <summary>Whether the text holds another.</summary>
    public Column Contains(object other) => Call("contains", this, other);

    /// <summary>Whether the text begins with another.</summary>
    public Column StartsWith(string literal) => Call("startswith", this, literal);

    /// <inheritdoc cref="StartsWith(string)"/>
    public Column StartsWith(Column other) => Call("startswith", this, other);

    /// <summary>Whether the text ends with another.</summary>
    public Column EndsWith(string literal) => Call("endswith", this, literal);

    /// <inheritdoc cref="EndsWith(string)"/>
    public Column EndsWith(Column other) => Call("endswith", this, other);

    /// <summary>A part of the text. The first character has position 1; a negative position counts from the end.</summary>
    public Column SubStr(int startPos, int len) => Call("substr", this, startPos, len);

    /// <inheritdoc cref="SubStr(int, int)"/>
    public Column SubStr(Column startPos, Column len) => Call("substr", this, startPos, len);

    /// <summary>An array's item by its index from 0, or a map's value by its key. Null where there is none.</summary>
    public Column GetItem(object key) => Apply(key);

    /// <summary>A field of a struct.</summary>
    public Column GetField(string fieldName) => Apply(fieldName);

    /// <summary>An array's item, a map's value or a struct's field, whatever the column is.</summary>
    public Column Apply(object extraction) =>
        Make("apply", () => new E.UnresolvedExtractValue(expression, ExternalValues.ToExpression(extraction)));

    /// <summary>The value as another type, named as in SQL: <c>int</c>, <c>timestamp</c>, <c>decimal(10,2)</c>. Null where it cannot be converted.</summary>
    public Column Cast(string to) => Make("cast", () => new E.Cast(expression, null, to));

    /// <summary>The column under another name.</summary>
    public Column Alias(string alias) => Make("alias", () => new E.Alias(expression, alias));

    /// <summary>The column under another name.</summary>
    public Column As(string alias) => Alias(alias);

    /// <inheritdoc cref="As(string)"/>
    public Column As(IEnumerable<string> alias) => Make("as", () => new E.Alias(expression, alias.ToSeq()));

    /// <summary>The column under another name.</summary>
    public Column Name(string alias) => Alias(alias);

    /// <summary>Ascending order, nulls first.</summary>
    public Column Asc() => Order(E.SortDirection.Ascending, E.NullOrdering.NullsFirst);

    /// <summary>Ascending order, nulls first.</summary>
    public Column AscNullsFirst() => Asc();

    /// <summary>Ascending order, nulls last.</summary>
    public Column AscNullsLast() => Order(E.SortDirection.Ascending, E.NullOrdering.NullsLast);

    /// <summary>Descending order, nulls last.</summary>
    public Column Desc() => Order(E.SortDirection.Descending, E.NullOrdering.NullsLast);

    /// <summary>Descending order, nulls first.</summary>
    public Column DescNullsFirst() => Order(E.SortDirection.Descending, E.NullOrdering.NullsFirst);

    /// <summary>Descending order, nulls last.</summary>
    public Column DescNullsLast() => Desc();

    /// <summary>Another branch behind <see cref="Functions.When(Column, object)"/>: the value where the condition holds and none before it did.</summary>
    public Column When(Column condition, object value) => Case([condition.expression, ExternalValues.ToExpression(value)], "when");

    /// <summary>The value where no branch holds; without it that is null.</summary>
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

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is Column other && expression == other.expression;

    /// <inheritdoc/>
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
