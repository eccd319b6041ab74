using System.Buffers;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Benchmarks.Servers;

/// <summary>The same endpoints, protected by nobody, by the peer, and by us.</summary>
internal static class Applications
{
    /// <summary>What clients call the server with ours.</summary>
    public const string Origin = "https://bank.example";

    /// <summary>The authority of <see cref="Origin"/>.</summary>
    public const string Authority = "bank.example";

    /// <summary>Says hello.</summary>
    public const string HelloPath = "/hello";

    /// <summary>Answers with the body that came.</summary>
    public const string EchoPath = "/echo";

    /// <summary>The longest body that is echoed.</summary>
    private const int MaxEcho = 4096;

    private const string Hello = "hello";
    private const string Subject = "alice";
    private const string Role = "teller";

    /// <summary>Without any security.</summary>
    public static WebApplication Plain()
    {
        WebApplication application = BenchmarkServer.CreateBuilder().Build();
        application.MapGet(HelloPath, () => Hello);
        MapEcho(application);
        return application;
    }

    /// <summary>What authentication and authorization cost whatever the scheme: it always gives the same answer.</summary>
    public static WebApplication Framework()
    {
        WebApplicationBuilder builder = BenchmarkServer.CreateBuilder();
        builder.Services.AddAuthentication(ConstantHandler.Scheme)
            .AddScheme<AuthenticationSchemeOptions, ConstantHandler>(ConstantHandler.Scheme, null);
        builder.Services.AddAuthorization();
        WebApplication application = builder.Build();
        application.MapGet(HelloPath, [Authorize] () => Hello);
        return application;
    }

    /// <summary>The peer: a bearer token signed with ECDSA P-256.</summary>
    public static WebApplication Token(ECDsa key)
    {
        WebApplicationBuilder builder = BenchmarkServer.CreateBuilder();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
            options.TokenValidationParameters = new TokenValidationParameters
            {
                IssuerSigningKey = new ECDsaSecurityKey(key),
                ValidIssuer = Origin,
                ValidAudience = Origin,
            });
        builder.Services.AddAuthorization();
        WebApplication application = builder.Build();
        application.MapGet(HelloPath, [Authorize] () => Hello);
        return application;
    }

    /// <summary>A token for <see cref="Token"/> that says what the identity of <see cref="Quantum"/> says.</summary>
    public static string IssueToken(ECDsa key) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Origin,
        Audience = Origin,
        Expires = DateTime.UtcNow.AddHours(1),
        Subject = new ClaimsIdentity([new Claim("sub", Subject), new Claim("name", Subject), new Claim("role", Role)]),
        SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key), SecurityAlgorithms.EcdsaSha256),
    });

    /// <summary>Ours, with one client that may sign in.</summary>
    public static WebApplication Quantum(VerifyingKey client, string directory)
    {
        WebApplicationBuilder builder = BenchmarkServer.CreateBuilder();
        var identities = new MemoryIdentityStore();
        identities.Set(new QuantumIdentity { Key = client, Subject = Subject, Claims = [new Claim(ClaimTypes.Role, Role)] });
        builder.Services.AddQuantumAttributes(
            quantum =>
            {
                quantum.Origins.Add(Origin);
                quantum.Keys.PersistToDirectory(Path.Combine(directory, "keys"));
                quantum.Identities.AddStore(identities);
                quantum.Channels = quantum.Channels with { MaxProvisionalChannels = 200_000 }; // handshakes without a request behind them
                quantum.Limits.HandshakesPerSecond = quantum.Limits.HandshakeBurst = 1_000_000; // all from one address
            },
            []);
        WebApplication application = builder.Build();
        application.MapGet(HelloPath, [QuantumAuth] () => Hello);
        MapEcho(application).RequireQuantumChannel();
        application.MapQuantumAttributes();
        return application;
    }

    private static IEndpointConventionBuilder MapEcho(IEndpointRouteBuilder endpoints) => endpoints.MapPost(EchoPath, async (HttpContext context) =>
    {
        byte[] body = ArrayPool<byte>.Shared.Rent(MaxEcho);
        int length = await context.Request.Body.ReadAtLeastAsync(body, MaxEcho, throwOnEndOfStream: false, context.RequestAborted);
        context.Response.ContentType = context.Request.ContentType;
        context.Response.ContentLength = length;
        await context.Response.Body.WriteAsync(body.AsMemory(0, length), context.RequestAborted);
        ArrayPool<byte>.Shared.Return(body);
    });
}
