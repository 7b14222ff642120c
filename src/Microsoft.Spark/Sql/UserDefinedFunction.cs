using Microsoft.Spark.Hosting;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

/// <summary>A function of the program's own: its code over values of rows, and the type of its result.</summary>
internal sealed class UserDefinedFunction
{
    private readonly string name;
    private readonly Func<object[], object> body;
    private readonly T.DataType returnType;
    private readonly Lazy<int> id;

    private UserDefinedFunction(Delegate udf, Func<object[], object> body, T.DataType returnType)
    {
        // As the package names it: the method's.
        (name, this.body, this.returnType) = (udf.Method.ToString(), body, returnType);
        id = new Lazy<int>(() => ProgramState.Current.Code.Add(this));
        ResultSchema = new T.StructType([new T.StructField("result", returnType)]);
    }

    /// <summary>The one column of its results.</summary>
    public T.StructType ResultSchema { get; }

    /// <summary>The result of one row, as plans hold values.</summary>
    public object Call(object[] arguments) => UdfValues.Result(body(arguments), returnType);

    public Column Apply(params Column[] columns) => Column.Make(name, () => ToPlan(name, columns.Select(column => column.Expression).ToSeq()));

    public E.CommonInlineUserDefinedFunction ToPlan(string functionName, Seq<E.Expression> arguments) =>
        new(functionName, id.Value, returnType, IsDeterministic: true, arguments);

    public static UserDefinedFunction Create<TResult>(Func<TResult> udf) =>
        new(udf, _ => udf(), UdfValues.TypeOf(typeof(TResult)));

    public static UserDefinedFunction Create(Func<Row> udf, StructType returnType) =>
        new(udf, _ => udf(), returnType.ToPlan());

    public static UserDefinedFunction Create<T, TResult>(Func<T, TResult> udf) =>
        new(udf, row => udf(UdfValues.Argument<T>(row, 0)), UdfValues.TypeOf(typeof(TResult)));

    public static UserDefinedFunction Create<T>(Func<T, Row> udf, StructType returnType) =>
        new(udf, row => udf(UdfValues.Argument<T>(row, 0)), returnType.ToPlan());

    public static UserDefinedFunction Create<T1, T2, TResult>(Func<T1, T2, TResult> udf) =>
        new(udf, row => udf(UdfValues.Argument<T1>(row, 0), UdfValues.Argument<T2>(row, 1)), UdfValues.TypeOf(typeof(TResult)));

    public static UserDefinedFunction Create<T1, T2>(Func<T1, T2, Row> udf, StructType returnType) =>
        new(udf, row => udf(UdfValues.Argument<T1>(row, 0), UdfValues.Argument<T2>(row, 1)), returnType.ToPlan());

    public static UserDefinedFunction Create<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> udf) =>
        new(udf, row => udf(UdfValues.Argument<T1>(row, 0), UdfValues.Argument<T2>(row, 1), UdfValues.Argument<T3>(row, 2)), UdfValues.TypeOf(typeof(TResult)));

    public static UserDefinedFunction Create<T1, T2, T3>(Func<T1, T2, T3, Row> udf, StructType returnType) =>
        new(udf, row => udf(UdfValues.Argument<T1>(row, 0), UdfValues.Argument<T2>(row, 1), UdfValues.Argument<T3>(row, 2)), returnType.ToPlan());

    public static UserDefinedFunction Create<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> udf) =>
        new(udf, row => udf(UdfValues.Argument<T1>(row, 0), UdfValues.Argument<T2>(row, 1), UdfValues.Argument<T3>(row, 2), UdfValues.Argument<T4>(row, 3)), UdfValues.TypeOf(typeof(TResult)));

    public static UserDefinedFunction Create<T1, T2, T3, T4>(Func<T1, T2, T3, T4, Row> udf, StructType returnType) =>
        new(udf, row => udf(UdfValues.Argument<T1>(row, 0), UdfValues.Argument<T2>(row, 1), UdfValues.Argument<T3>(row, 2), UdfValues.Argument<T4>(row, 3)), returnType.ToPlan());

    public static UserDefinedFunction Create<T1, T2, T3, T4, T5, TResult>(Func<T1, T2, T3, T4, T5, TResult> udf) =>
        new(udf, row => udf(UdfValues.Argument<T1>(row, 0), UdfValues.Argument<T2>(row, 1), UdfValues.Argument<T3>(row, 2), UdfValues.Argument<T4>(row, 3), UdfValues.Argument<T5>(row, 4)), UdfValues.TypeOf(typeof(TResult)));

    public static UserDefinedFunction Create<T1, T2, T3, T4, T5>(Func<T1, T2, T3, T4, T5, Row> udf, StructType returnType) =>
        new(udf, row => udf(UdfValues.Argument<T1>(row, 0), UdfValues.Argument<T2>(row, 1), UdfValues.Argument<T3>(row, 2), UdfValues.Argument<T4>(row, 3), UdfValues.Argument<T5>(row, 4)), returnType.ToPlan());

    public static UserDefinedFunction Create<T1, T2, T3, T4, T5, T6, TResult>(Func<T1, T2, T3, T4, T5, T6, TResult> udf) =>
        new(udf, row => udf(UdfValues.Argument<T1>(row, 0), UdfValues.Argument<T2>(row, 1), UdfValues.Argument<T3>(row, 2), UdfValues.Argument<T4>(row, 3), UdfValues.Argument<T5>(row, 4), UdfValues.Argument<T6>(row, 5)), UdfValues.TypeOf(typeof(TResult)));

    public static UserDefinedFunction Create<T1, T2, T3, T4, T5, T6>(Func<T1, T2, T3, T4, T5, T6, Row> udf, StructType returnType) =>
        new(udf, row => udf(UdfValues.Argument<T1>(row, 0), UdfValues.Argument<T2>(row, 1), UdfValues.Argument<T3>(row, 2), UdfValues.Argument<T4>(row, 3), UdfValues.Argument<T5>(row, 4), UdfValues.Argument<T6>(row, 5)), returnType.ToPlan());

    public static UserDefinedFunction Create<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, TResult> udf) =>
        new(udf, row => udf(UdfValues.Argument<T1>(row, 0), UdfValues.Argument<T2>(row, 1), UdfValues.Argument<T3>(row, 2), UdfValues.Argument<T4>(row, 3), UdfValues.Argument<T5>(row, 4), UdfValues.Argument<T6>(row, 5), UdfValues.Argument<T7>(row, 6)), UdfValues.TypeOf(typeof(TResult)));

    public static UserDefinedFunction Create<T1, T2, T3, T4, T5, T6, T7>(Func<T1, T2, T3, T4, T5, T6, T7, Row> udf, StructType returnType) =>
        new(udf, row => udf(UdfValues.Argument<T1>(row, 0), UdfValues.Argument<T2>(row, 1), UdfValues.Argument<T3>(row, 2), UdfValues.Argument<T4>(row, 3), UdfValues.Argument<T5>(row, 4), UdfValues.Argument<T6>(row, 5), UdfValues.Argument<T7>(row, 6)), returnType.ToPlan());

    public static UserDefinedFunction Create<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> udf) =>
        new(udf, row => udf(UdfValues.Argument<T1>(row, 0), UdfValues.Argument<T2>(row, 1), UdfValues.Argument<T3>(row, 2), UdfValues.Argument<T4>(row, 3), UdfValues.Argument<T5>(row, 4), UdfValues.Argument<T6>(row, 5), UdfValues.Argument<T7>(row, 6), UdfValues.Argument<T8>(row, 7)), UdfValues.TypeOf(typeof(TResult)));

    public static UserDefinedFunction Create<T1, T2, T3, T4, T5, T6, T7, T8>(Func<T1, T2, T3, T4, T5, T6, T7, T8, Row> udf, StructType returnType) =>
        new(udf, row => udf(UdfValues.Argument<T1>(row, 0), UdfValues.Argument<T2>(row, 1), UdfValues.Argument<T3>(row, 2), UdfValues.Argument<T4>(row, 3), UdfValues.Argument<T5>(row, 4), UdfValues.Argument<T6>(row, 5), UdfValues.Argument<T7>(row, 6), UdfValues.Argument<T8>(row, 7)), returnType.ToPlan());

    public static UserDefinedFunction Create<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult> udf) =>
        new(udf, row => udf(UdfValues.Argument<T1>(row, 0), UdfValues.Argument<T2>(row, 1), UdfValues.Argument<T3>(row, 2), UdfValues.Argument<T4>(row, 3), UdfValues.Argument<T5>(row, 4), UdfValues.Argument<T6>(row, 5), UdfValues.Argument<T7>(row, 6), UdfValues.Argument<T8>(row, 7), UdfValues.Argument<T9>(row, 8)), UdfValues.TypeOf(typeof(TResult)));

    public static UserDefinedFunction Create<T1, T2, T3, T4, T5, T6, T7, T8, T9>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, Row> udf, StructType returnType) =>
        new(udf, row => udf(UdfValues.Argument<T1>(row, 0), UdfValues.Argument<T2>(row, 1), UdfValues.Argument<T3>(row, 2), UdfValues.Argument<T4>(row, 3), UdfValues.Argument<T5>(row, 4), UdfValues.Argument<T6>(row, 5), UdfValues.Argument<T7>(row, 6), UdfValues.Argument<T8>(row, 7), UdfValues.Argument<T9>(row, 8)), returnType.ToPlan());

    public static UserDefinedFunction Create<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult> udf) =>
        new(udf, row => udf(UdfValues.Argument<T1>(row, 0), UdfValues.Argument<T2>(row, 1), UdfValues.Argument<T3>(row, 2), UdfValues.Argument<T4>(row, 3), UdfValues.Argument<T5>(row, 4), UdfValues.Argument<T6>(row, 5), UdfValues.Argument<T7>(row, 6), UdfValues.Argument<T8>(row, 7), UdfValues.Argument<T9>(row, 8), UdfValues.Argument<T10>(row, 9)), UdfValues.TypeOf(typeof(TResult)));

    public static UserDefinedFunction Create<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, Row> udf, StructType returnType) =>
        new(udf, row => udf(UdfValues.Argument<T1>(row, 0), UdfValues.Argument<T2>(row, 1), UdfValues.Argument<T3>(row, 2), UdfValues.Argument<T4>(row, 3), UdfValues.Argument<T5>(row, 4), UdfValues.Argument<T6>(row, 5), UdfValues.Argument<T7>(row, 6), UdfValues.Argument<T8>(row, 7), UdfValues.Argument<T9>(row, 8), UdfValues.Argument<T10>(row, 9)), returnType.ToPlan());
}
