using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace QuantumAttributes.AspNetCore.Tests.Agents;

public class JsonContextTests
{
    [Fact]
    public void Given_ContextOfAModule_When_OptionsAreMade_Expect_ItBehindTheApplicationsAndBeforeReflection()
    {
        var reflection = new DefaultJsonTypeInfoResolver();
        var services = new ServiceCollection();
        services.AddQuantumJsonContext(OfModule.Default);
        services.AddQuantumJsonContext(OfModule.Default);
        services.Configure<JsonOptions>(options =>
        {
            options.SerializerOptions.TypeInfoResolverChain.Clear();
            options.SerializerOptions.TypeInfoResolverChain.Add(reflection);
        });
        services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, OfApplication.Default));

        Assert.Equal([OfApplication.Default, OfModule.Default, reflection], Chain(services));
    }

    [Fact]
    public void Given_NoReflection_When_OptionsAreMade_Expect_TheContextAtTheEnd()
    {
        var services = new ServiceCollection();
        services.Configure<JsonOptions>(static options => options.SerializerOptions.TypeInfoResolverChain.Clear());
        services.AddQuantumJsonContext(OfModule.Default);

        Assert.Equal([OfModule.Default], Chain(services));
    }

    [Fact]
    public void Given_Null_When_Added_Expect_ArgumentNullException()
    {
        Assert.Throws<ArgumentNullException>("services", static () => ((IServiceCollection)null!).AddQuantumJsonContext(OfModule.Default));
        Assert.Throws<ArgumentNullException>("context", static () => new ServiceCollection().AddQuantumJsonContext(null!));
    }

    private static IList<IJsonTypeInfoResolver> Chain(IServiceCollection services)
    {
        using ServiceProvider provider = services.BuildServiceProvider();
        JsonSerializerOptions options = provider.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        return [.. options.TypeInfoResolverChain];
    }
}

[JsonSerializable(typeof(int))]
internal sealed partial class OfModule : JsonSerializerContext;

[JsonSerializable(typeof(int))]
internal sealed partial class OfApplication : JsonSerializerContext;
