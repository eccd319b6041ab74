using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace QuantumAttributes.Generators.Tests.Infrastructure;

/// <summary>What generated code and the sources of tests call of QuantumAttributes.AspNetCore.</summary>
internal static class AspNetCoreStubs
{
    private const string Source = """
        using System;
        using System.Collections.Generic;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Routing;
        using Microsoft.AspNetCore.SignalR;
        using Microsoft.Extensions.DependencyInjection;
        using QuantumAttributes;
        using QuantumAttributes.AspNetCore;

        namespace QuantumAttributes.AspNetCore
        {
            public sealed class QuantumOptions
            {
                public IList<string> Origins { get; } = new List<string>();

                public QuantumOptions AddProfile(string name, Action<object> configure) => this;
            }

            public interface IQuantumEndpointModule
            {
                void MapEndpoints(IEndpointRouteBuilder endpoints);
            }

            public sealed record QuantumPolicyUse(string Policy, string Where);

            public sealed record RegisteredHub(Type Hub, IReadOnlyList<QuantumPolicyUse> Policies);

            public static class QuantumCapabilityEndpoints
            {
                public static IEndpointConventionBuilder MapQuantumCapability<TRequest, TResponse>(
                    IEndpointRouteBuilder endpoints, string pattern, string capability) =>
                    endpoints.MapPost(pattern, context => throw new NotSupportedException(capability));

                public static IEndpointConventionBuilder MapQuantumCapabilityStream<TRequest, TItem>(
                    IEndpointRouteBuilder endpoints, string pattern, string capability) =>
                    endpoints.MapPost(pattern, context => throw new NotSupportedException(capability));
            }
        }

        namespace Microsoft.Extensions.DependencyInjection
        {
            public static class QuantumJsonServiceCollectionExtensions
            {
                public static IServiceCollection AddQuantumJsonContext(
                    this IServiceCollection services, System.Text.Json.Serialization.JsonSerializerContext context) => services;
            }
        }

        namespace Microsoft.AspNetCore.Builder
        {
            public static class QuantumEndpointRouteBuilderExtensions
            {
                public static TBuilder RequireQuantumAuth<TBuilder>(this TBuilder builder, string profile = "default")
                    where TBuilder : IEndpointConventionBuilder => builder;

                public static TBuilder RequireQuantumChannel<TBuilder>(this TBuilder builder)
                    where TBuilder : IEndpointConventionBuilder => builder;
            }
        }

        namespace Microsoft.Extensions.DependencyInjection
        {
            public static class QuantumHubServiceCollectionExtensions
            {
                public static IServiceCollection AddQuantumHub<THub>(
                    this IServiceCollection services, IReadOnlyList<QuantumPolicyUse> policies)
                    where THub : Hub
                {
                    services.AddSignalR();
                    return services.AddSingleton(new RegisteredHub(typeof(THub), policies));
                }
            }

            public static class QuantumAttributesServiceCollectionExtensions
            {
                public static IServiceCollection AddQuantumAttributes(
                    this IServiceCollection services, Action<QuantumOptions>? configure = null) =>
                    throw new InvalidOperationException("The call was not intercepted.");

                public static IServiceCollection AddQuantumAttributes(
                    this IServiceCollection services, Action<QuantumOptions>? configure, IReadOnlyList<IQuantumModule> modules)
                {
                    configure?.Invoke(new QuantumOptions());
                    foreach (var module in modules)
                    {
                        AddQuantumAttributes(services, null, module.References);
                        services.AddSingleton(module);
                        module.RegisterServices(services);
                    }

                    return services;
                }
            }
        }
        """;

    /// <summary>The assembly, as applications reference it and tests load it.</summary>
    public static CSharpCompilation Compilation { get; } = CSharpCompilation.Create(
        "QuantumAttributes.AspNetCore.Stubs",
        [CSharpSyntaxTree.ParseText(Source)],
        [.. TestProject.Framework, .. TestProject.Ours],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static MetadataReference Reference { get; } = TestHost.Reference(Compilation);
}
