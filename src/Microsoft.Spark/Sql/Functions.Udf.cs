using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

/// <content>
/// Functions of the program's own, of up to ten arguments: each gives a function from columns to a column. The code runs in this process, for many rows at a
/// time, once for every row that the operator gets. Null for a parameter that cannot be null fails the query; so does whatever the code throws.
/// </content>
/// <exception cref="ArgumentException">The result's type has no counterpart in Spark; nullable numbers are among these, as in the package.</exception>
public static partial class Functions
{
    /// <summary>A function of no argument.</summary>
    public static Func<Column> Udf<TResult>(Func<TResult> udf)
    {
        var function = UserDefinedFunction.Create(udf);
        return () => function.Apply();
    }

    /// <summary>A function of no argument, whose result is a struct.</summary>
    public static Func<Column> Udf(Func<Row> udf, StructType returnType)
    {
        var function = UserDefinedFunction.Create(udf, returnType);
        return () => function.Apply();
    }

    /// <summary>A function of one argument.</summary>
    public static Func<Column, Column> Udf<T, TResult>(Func<T, TResult> udf)
    {
        var function = UserDefinedFunction.Create(udf);
        return column => function.Apply(column);
    }

    /// <summary>A function of one argument, whose result is a struct.</summary>
    public static Func<Column, Column> Udf<T>(Func<T, Row> udf, StructType returnType)
    {
        var function = UserDefinedFunction.Create(udf, returnType);
        return column => function.Apply(column);
    }

    /// <summary>A function of two arguments.</summary>
    public static Func<Column, Column, Column> Udf<T1, T2, TResult>(Func<T1, T2, TResult> udf)
    {
        var function = UserDefinedFunction.Create(udf);
        return (column1, column2) => function.Apply(column1, column2);
    }

    /// <summary>A function of two arguments, whose result is a struct.</summary>
    public static Func<Column, Column, Column> Udf<T1, T2>(Func<T1, T2, Row> udf, StructType returnType)
    {
        var function = UserDefinedFunction.Create(udf, returnType);
        return (column1, column2) => function.Apply(column1, column2);
    }

    /// <summary>A function of three arguments.</summary>
    public static Func<Column, Column, Column, Column> Udf<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> udf)
    {
        var function = UserDefinedFunction.Create(udf);
        return (column1, column2, column3) => function.Apply(column1, column2, column3);
    }

    /// <summary>A function of three arguments, whose result is a struct.</summary>
    public static Func<Column, Column, Column, Column> Udf<T1, T2, T3>(Func<T1, T2, T3, Row> udf, StructType returnType)
    {
        var function = UserDefinedFunction.Create(udf, returnType);
        return (column1, column2, column3) => function.Apply(column1, column2, column3);
    }

    /// <summary>A function of four arguments.</summary>
    public static Func<Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> udf)
    {
        var function = UserDefinedFunction.Create(udf);
        return (column1, column2, column3, column4) => function.Apply(column1, column2, column3, column4);
    }

    /// <summary>A function of four arguments, whose result is a struct.</summary>
    public static Func<Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4>(Func<T1, T2, T3, T4, Row> udf, StructType returnType)
    {
        var function = UserDefinedFunction.Create(udf, returnType);
        return (column1, column2, column3, column4) => function.Apply(column1, column2, column3, column4);
    }

    /// <summary>A function of five arguments.</summary>
    public static Func<Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, TResult>(Func<T1, T2, T3, T4, T5, TResult> udf)
    {
        var function = UserDefinedFunction.Create(udf);
        return (column1, column2, column3, column4, column5) => function.Apply(column1, column2, column3, column4, column5);
    }

    /// <summary>A function of five arguments, whose result is a struct.</summary>
    public static Func<Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5>(Func<T1, T2, T3, T4, T5, Row> udf, StructType returnType)
    {
        var function = UserDefinedFunction.Create(udf, returnType);
        return (column1, column2, column3, column4, column5) => function.Apply(column1, column2, column3, column4, column5);
    }

    /// <summary>A function of six arguments.</summary>
    public static Func<Column, Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, T6, TResult>(Func<T1, T2, T3, T4, T5, T6, TResult> udf)
    {
        var function = UserDefinedFunction.Create(udf);
        return (column1, column2, column3, column4, column5, column6) => function.Apply(column1, column2, column3, column4, column5, column6);
    }

    /// <summary>A function of six arguments, whose result is a struct.</summary>
    public static Func<Column, Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, T6>(Func<T1, T2, T3, T4, T5, T6, Row> udf, StructType returnType)
    {
        var function = UserDefinedFunction.Create(udf, returnType);
        return (column1, column2, column3, column4, column5, column6) => function.Apply(column1, column2, column3, column4, column5, column6);
    }

    /// <summary>A function of seven arguments.</summary>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, TResult> udf)
    {
        var function = UserDefinedFunction.Create(udf);
        return (column1, column2, column3, column4, column5, column6, column7) => function.Apply(column1, column2, column3, column4, column5, column6, column7);
    }

    /// <summary>A function of seven arguments, whose result is a struct.</summary>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, T6, T7>(Func<T1, T2, T3, T4, T5, T6, T7, Row> udf, StructType returnType)
    {
        var function = UserDefinedFunction.Create(udf, returnType);
        return (column1, column2, column3, column4, column5, column6, column7) => function.Apply(column1, column2, column3, column4, column5, column6, column7);
    }

    /// <summary>A function of eight arguments.</summary>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> udf)
    {
        var function = UserDefinedFunction.Create(udf);
        return (column1, column2, column3, column4, column5, column6, column7, column8) => function.Apply(column1, column2, column3, column4, column5, column6, column7, column8);
    }

    /// <summary>A function of eight arguments, whose result is a struct.</summary>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, T6, T7, T8>(Func<T1, T2, T3, T4, T5, T6, T7, T8, Row> udf, StructType returnType)
    {
        var function = UserDefinedFunction.Create(udf, returnType);
        return (column1, column2, column3, column4, column5, column6, column7, column8) => function.Apply(column1, column2, column3, column4, column5, column6, column7, column8);
    }

    /// <summary>A function of nine arguments.</summary>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult> udf)
    {
        var function = UserDefinedFunction.Create(udf);
        return (column1, column2, column3, column4, column5, column6, column7, column8, column9) => function.Apply(column1, column2, column3, column4, column5, column6, column7, column8, column9);
    }

    /// <summary>A function of nine arguments, whose result is a struct.</summary>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, T6, T7, T8, T9>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, Row> udf, StructType returnType)
    {
        var function = UserDefinedFunction.Create(udf, returnType);
        return (column1, column2, column3, column4, column5, column6, column7, column8, column9) => function.Apply(column1, column2, column3, column4, column5, column6, column7, column8, column9);
    }

    /// <summary>A function of ten arguments.</summary>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult> udf)
    {
        var function = UserDefinedFunction.Create(udf);
        return (column1, column2, column3, column4, column5, column6, column7, column8, column9, column10) => function.Apply(column1, column2, column3, column4, column5, column6, column7, column8, column9, column10);
    }

    /// <summary>A function of ten arguments, whose result is a struct.</summary>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, Row> udf, StructType returnType)
    {
        var function = UserDefinedFunction.Create(udf, returnType);
        return (column1, column2, column3, column4, column5, column6, column7, column8, column9, column10) => function.Apply(column1, column2, column3, column4, column5, column6, column7, column8, column9, column10);
    }
}
