using System.Reflection;

namespace QuantumAttributes.Generators.Tests.Infrastructure;

/// <summary>Compares generated text with a file beside the test. <c>UPDATE_SNAPSHOTS=1</c> writes the files.</summary>
internal static class Snapshot
{
    private const string RootNamespace = "QuantumAttributes.Generators.Tests.";

    private static readonly string ProjectDirectory = typeof(Snapshot).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "ProjectDirectory").Value!;

    public static void Match(string text)
    {
        string path = PathOf(TestContext.Current.TestClass!.TestClassName, TestContext.Current.TestMethod!.MethodName);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, text);

        Assert.True(File.Exists(path), $"There is no snapshot {path}. UPDATE_SNAPSHOTS=1 writes it.");
        Assert.Equal(File.ReadAllText(path), text, ignoreLineEndingDifferences: true);
    }

    private static string PathOf(string className, string method)
    {
        string[] parts = className[RootNamespace.Length..].Split('.');
        return Path.Combine([ProjectDirectory, .. parts[..^1], $"{parts[^1]}.{method}.txt"]);
    }
}
