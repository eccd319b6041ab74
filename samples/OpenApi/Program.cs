using OpenApiSample;

// A protected API that says so in its OpenAPI document: dotnet run --project samples/OpenApi, then
// curl http://localhost:5000/openapi/v1.json. Nobody is enrolled: it shows what it demands, and lets nobody in.

await using WebApplication app = BankApi.Create(args);
await app.RunAsync();
