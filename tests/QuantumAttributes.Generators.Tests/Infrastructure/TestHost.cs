using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace QuantumAttributes.Generators.Tests.Infrastructure;

/// <summary>Runs what was compiled, inside the test's process.</summary>
internal static class TestHost
{
    public static void Run(Compilation application, params Compilation[] references)
    {
        var assemblies = new AssemblyLoadContext(application.AssemblyName, isCollectible: true);
        foreach (var reference in references.Prepend(AspNetCoreStubs.Compilation))
            Load(assemblies, reference);
        Load(assemblies, application).EntryPoint!.Invoke(null, [Array.Empty<string>()]);
    }

    /// <summary>The compiled assembly, as a package would bring it.</summary>
    public static MetadataReference Reference(Compilation library)
    {
        using var image = Emit(library);
        return MetadataReference.CreateFromStream(image);
    }

    private static Assembly Load(AssemblyLoadContext assemblies, Compilation compilation)
    {
        using var image = Emit(compilation);
        return assemblies.LoadFromStream(image);
    }

    private static MemoryStream Emit(Compilation compilation)
    {
        var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        image.Position = 0;
        return image;
    }
}
