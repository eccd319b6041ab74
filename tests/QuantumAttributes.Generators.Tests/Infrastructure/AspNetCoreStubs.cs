namespace QuantumAttributes.Generators.Tests.Infrastructure;

/// <summary>What generated code and the sources of tests call of QuantumAttributes.AspNetCore.</summary>
internal static class AspNetCoreStubs
{
    public const string Source = """
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
            internal sealed class QuantumOptions
            {
                public IList<string> Origins { get; } = new List<string>();

                public QuantumOptions AddProfile(string name, Action<object> configure) => this;
            }

            internal interface IQuantumEndpointModule
            {
                void MapEndpoints(IEndpointRouteBuilder endpoints);
            }

            internal sealed record QuantumPolicyUse(string Policy, string Where);

            internal sealed record RegisteredHub(Type Hub, IReadOnlyList<QuantumPolicyUse> Policies);

            internal static class QuantumCapabilityEndpoints
            {
                public static IEndpointConventionBuilder MapQuantumCapability<TRequest, TResponse>(
                    IEndpointRouteBuilder endpoints, string pattern, string capability) =>
                    endpoints.MapPost(pattern, context => throw new NotSupportedException(capability));

                public static IEndpointConventionBuilder MapQuantumCapabilityStream<TRequest, TItem>(
                    IEndpointRouteBuilder endpoints, string pattern, string capability) =>
                    endpoints.MapPost(pattern, context => throw new NotSupportedException(capability));
            }
        }

        namespace Microsoft.AspNetCore.Builder
        {
            internal static class QuantumEndpointRouteBuilderExtensions
            {
                public static TBuilder RequireQuantumAuth<TBuilder>(this TBuilder builder, string profile = "default")
                    where TBuilder : IEndpointConventionBuilder => builder;

                public static TBuilder RequireQuantumChannel<TBuilder>(this TBuilder builder)
                    where TBuilder : IEndpointConventionBuilder => builder;
            }
        }

        namespace Microsoft.Extensions.DependencyInjection
        {
            internal static class QuantumHubServiceCollectionExtensions
            {
                public static IServiceCollection AddQuantumHub<THub>(
                    this IServiceCollection services, IReadOnlyList<QuantumPolicyUse> policies)
                    where THub : Hub
                {
                    services.AddSignalR();
                    return services.AddSingleton(new RegisteredHub(typeof(THub), policies));
                }
            }

            internal static class QuantumAttributesServiceCollectionExtensions
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
}
