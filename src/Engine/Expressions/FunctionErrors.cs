using System.Globalization;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary>Spark's words for calls that have no type.</summary>
internal static class FunctionErrors
{
    public static SparkException UnexpectedInputType(string call, int parameter, string required, ResolvedExpression argument) => Mismatch(
        "UNEXPECTED_INPUT_TYPE", call,
        $"Parameter {parameter.ToString(CultureInfo.InvariantCulture)} requires the {required} type, however \"{PrettySql.Of(argument)}\" has the type \"{argument.Type.Sql}\".");

    public static SparkException BinaryOperands(string call, DataType left, DataType right) => Mismatch(
        "BINARY_OP_DIFF_TYPES", call, $"the left and right operands of the binary operator have incompatible types (\"{left.Sql}\" and \"{right.Sql}\").");

    public static SparkException BinaryOperandType(string call, string required, DataType actual) => Mismatch(
        "BINARY_OP_WRONG_TYPE", call, $"the binary operator requires the input type {required}, not \"{actual.Sql}\".");

    public static SparkException DifferentTypes(string call, string function, IEnumerable<DataType> types) => Mismatch(
        "DATA_DIFF_TYPES", call, $"Input to `{function}` should all be the same type, but it's ({string.Join(" or ", types.Select(type => $"\"{type.Sql}\""))}).");

    /// <summary>As above in the words of functions that take one type throughout (TypeUtils.checkForSameTypeInputExpr).</summary>
    public static SparkException NotOneType(string call, string function, IEnumerable<DataType> types) => Mismatch(
        "DATA_DIFF_TYPES", call, $"Input to `{function}` should all be the same type, but it's ({string.Join(" or ", types.Select(type => $"\"{type.Sql}\""))}).");

    public static SparkException NotTwoArrays(string call, string function, DataType left, DataType right) => Mismatch(
        "BINARY_ARRAY_DIFF_TYPES", call, $"Input to function `{function}` should have been two \"ARRAY\" with same element type, but it's [\"{left.Sql}\", \"{right.Sql}\"].");

    public static SparkException NotItsElement(string call, string function, DataType left, DataType right) => Mismatch(
        "ARRAY_FUNCTION_DIFF_TYPES", call, $"Input to `{function}` should have been \"ARRAY\" followed by a value with same element type, but it's [\"{left.Sql}\", \"{right.Sql}\"].");

    public static SparkException NotItsKey(string call, string function, DataType left, DataType right) => Mismatch(
        "MAP_FUNCTION_DIFF_TYPES", call, $"Input to `{function}` should have been \"MAP\" followed by a value with same key type, but it's [\"{left.Sql}\", \"{right.Sql}\"].");

    public static SparkException NullTyped(string call, string function) => Mismatch(
        "NULL_TYPE", call, $"Null typed values cannot be used as arguments of `{function}`.");

    public static SparkException NoOrder(string call, string function, DataType type) => Mismatch(
        "INVALID_ORDERING_TYPE", call, $"The `{function}` does not support ordering on type \"{type.Sql}\".");

    /// <summary>An error of a row, not of the query.</summary>
    public static SparkException AtRun(string exceptionClass, string? errorClass, string message) => new(new SparkError(exceptionClass, errorClass, message));

    public static SparkException Mismatch(string subclass, string call, string text) => SparkException.Analysis(
        "DATATYPE_MISMATCH." + subclass, $"[DATATYPE_MISMATCH.{subclass}] Cannot resolve \"{call}\" due to data type mismatch: {text}");

    public static SparkException ArgumentCount(string name, string expected, int actual) => SparkException.Analysis(
        "WRONG_NUM_ARGS.WITHOUT_SUGGESTION",
        $"[WRONG_NUM_ARGS.WITHOUT_SUGGESTION] The `{name}` requires {expected} parameters but the actual number is {actual.ToString(CultureInfo.InvariantCulture)}. "
        + "Please, refer to 'https://spark.apache.org/docs/latest/sql-ref-functions.html' for a fix.");
}
