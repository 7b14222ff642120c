using System.Reflection;
using System.Runtime.CompilerServices;
using Grader.SparkApi.Tests.Frames;
using Microsoft.Spark.Hosting;

namespace Grader.SparkApi.Tests.Hosting;

[Collection(SessionTestGroup.Name)]
public class ProgramStateTests
{
    // Told by whoever starts a program, or made once and never changed.
    private static readonly string[] NotOfAProgram =
    [
        "SessionClientHost.client", "SessionClientHost.Gate", "ProgramState.Current", "DataType.Compact", "DataTypeJson.Simple", "SparkCall.Packages", "Window.Unpartitioned", "DataFrame.AllStatistics",
    ];

    [Fact]
    public void What_the_api_remembers_of_a_program_is_in_one_place() => Assert.Equal(
        NotOfAProgram.Order(StringComparer.Ordinal),
        typeof(SparkSession).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("Microsoft.Spark", StringComparison.Ordinal) == true && !type.IsEnum && !type.IsDefined(typeof(CompilerGeneratedAttribute)))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsLiteral && !(field.IsInitOnly && (field.FieldType.IsPrimitive || field.FieldType == typeof(string))))
            .Select(field => $"{field.DeclaringType!.Name}.{NameOf(field)}")
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Theories_over_columns_are_tests_of_the_session() => Assert.DoesNotContain(
        typeof(ProgramStateTests).Assembly.GetTypes().Where(type => type.GetProperties(BindingFlags.Static | BindingFlags.Public)
            .Any(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericArguments().Contains(typeof(Column)))),
        type => type.GetCustomAttributesData().All(attribute => attribute.AttributeType != typeof(CollectionAttribute)));

    [Fact]
    public void A_program_begins_without_the_sessions_of_the_last_one()
    {
        SparkSession last = ProgramState.Current.FirstSession;
        SparkSession.SetDefaultSession(last);
        SparkSession.SetActiveSession(last);

        ProgramState.Begin();

        Assert.Null(SparkSession.GetActiveSession());
        Assert.Null(SparkSession.GetDefaultSession());
        Assert.NotSame(last, SparkSession.Current);
    }

    // <Current>k__BackingField
    private static string NameOf(FieldInfo field) => field.Name is ['<', .. var name] ? name[..name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
}
