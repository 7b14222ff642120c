using Microsoft.Spark.Hosting;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

/// <summary>Gives the program's own functions names, by which SQL and <see cref="Functions.CallUDF"/> call them. A later one takes a name over.</summary>
public sealed class UdfRegistration
{
    private readonly SparkSession session;

    internal UdfRegistration(SparkSession session) => this.session = session;

    /// <summary>Registers a function of no argument.</summary>
    public void Register<TResult>(string name, Func<TResult> f) => Register(name, UserDefinedFunction.Create(f));

    /// <summary>Registers a function of no argument, whose result is a struct.</summary>
    public void Register(string name, Func<Row> f, StructType returnType) => Register(name, UserDefinedFunction.Create(f, returnType));

    /// <summary>Registers a function of one argument.</summary>
    public void Register<T, TResult>(string name, Func<T, TResult> f) => Register(name, UserDefinedFunction.Create(f));

    /// <summary>Registers a function of one argument, whose result is a struct.</summary>
    public void Register<T>(string name, Func<T, Row> f, StructType returnType) => Register(name, UserDefinedFunction.Create(f, returnType));

    /// <summary>Registers a function of two arguments.</summary>
    public void Register<T1, T2, TResult>(string name, Func<T1, T2, TResult> f) => Register(name, UserDefinedFunction.Create(f));

    /// <summary>Registers a function of two arguments, whose result is a struct.</summary>
    public void Register<T1, T2>(string name, Func<T1, T2, Row> f, StructType returnType) => Register(name, UserDefinedFunction.Create(f, returnType));

    /// <summary>Registers a function of three arguments.</summary>
    public void Register<T1, T2, T3, TResult>(string name, Func<T1, T2, T3, TResult> f) => Register(name, UserDefinedFunction.Create(f));

    /// <summary>Registers a function of three arguments, whose result is a struct.</summary>
    public void Register<T1, T2, T3>(string name, Func<T1, T2, T3, Row> f, StructType returnType) => Register(name, UserDefinedFunction.Create(f, returnType));

    /// <summary>Registers a function of four arguments.</summary>
    public void Register<T1, T2, T3, T4, TResult>(string name, Func<T1, T2, T3, T4, TResult> f) => Register(name, UserDefinedFunction.Create(f));

    /// <summary>Registers a function of four arguments, whose result is a struct.</summary>
    public void Register<T1, T2, T3, T4>(string name, Func<T1, T2, T3, T4, Row> f, StructType returnType) => Register(name, UserDefinedFunction.Create(f, returnType));

    /// <summary>Registers a function of five arguments.</summary>
    public void Register<T1, T2, T3, T4, T5, TResult>(string name, Func<T1, T2, T3, T4, T5, TResult> f) => Register(name, UserDefinedFunction.Create(f));

    /// <summary>Registers a function of five arguments, whose result is a struct.</summary>
    public void Register<T1, T2, T3, T4, T5>(string name, Func<T1, T2, T3, T4, T5, Row> f, StructType returnType) => Register(name, UserDefinedFunction.Create(f, returnType));

    /// <summary>Registers a function of six arguments.</summary>
    public void Register<T1, T2, T3, T4, T5, T6, TResult>(string name, Func<T1, T2, T3, T4, T5, T6, TResult> f) => Register(name, UserDefinedFunction.Create(f));

    /// <summary>Registers a function of six arguments, whose result is a struct.</summary>
    public void Register<T1, T2, T3, T4, T5, T6>(string name, Func<T1, T2, T3, T4, T5, T6, Row> f, StructType returnType) => Register(name, UserDefinedFunction.Create(f, returnType));

    /// <summary>Registers a function of seven arguments.</summary>
    public void Register<T1, T2, T3, T4, T5, T6, T7, TResult>(string name, Func<T1, T2, T3, T4, T5, T6, T7, TResult> f) => Register(name, UserDefinedFunction.Create(f));

    /// <summary>Registers a function of seven arguments, whose result is a struct.</summary>
    public void Register<T1, T2, T3, T4, T5, T6, T7>(string name, Func<T1, T2, T3, T4, T5, T6, T7, Row> f, StructType returnType) => Register(name, UserDefinedFunction.Create(f, returnType));

    /// <summary>Registers a function of eight arguments.</summary>
    public void Register<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(string name, Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> f) => Register(name, UserDefinedFunction.Create(f));

    /// <summary>Registers a function of eight arguments, whose result is a struct.</summary>
    public void Register<T1, T2, T3, T4, T5, T6, T7, T8>(string name, Func<T1, T2, T3, T4, T5, T6, T7, T8, Row> f, StructType returnType) => Register(name, UserDefinedFunction.Create(f, returnType));

    /// <summary>Registers a function of nine arguments.</summary>
    public void Register<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(string name, Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult> f) => Register(name, UserDefinedFunction.Create(f));

    /// <summary>Registers a function of nine arguments, whose result is a struct.</summary>
    public void Register<T1, T2, T3, T4, T5, T6, T7, T8, T9>(string name, Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, Row> f, StructType returnType) => Register(name, UserDefinedFunction.Create(f, returnType));

    /// <summary>Registers a function of ten arguments.</summary>
    public void Register<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(string name, Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult> f) => Register(name, UserDefinedFunction.Create(f));

    /// <summary>Registers a function of ten arguments, whose result is a struct.</summary>
    public void Register<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(string name, Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, Row> f, StructType returnType) => Register(name, UserDefinedFunction.Create(f, returnType));
    private void Register(string name, UserDefinedFunction function) =>
        SparkCall.Invoke(session, "registerPython", client => client.RegisterFunction(function.ToPlan(name, [])));
}
